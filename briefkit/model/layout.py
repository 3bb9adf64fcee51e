"""How the folder of a site is laid out. Nothing is imported here: a build that has nothing to do reads it, too."""

SITE_FILE = "site.yaml"
"""The file that makes a folder a site's, and holds its settings."""

FOLDERS = ("content", "templates")
"""Where the other sources of a site lie."""
