"""What ties passages together: terms, names, links and kinship between reports. Pure; one rule a module."""
