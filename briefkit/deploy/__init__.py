"""The outward acts: what leaves this machine."""
