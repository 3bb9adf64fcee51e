"""How the folder of a site is laid out. Nothing is imported here: even the up-to-date check reads this module."""

SITE_FILE = "site.yaml"
"""The file that makes a folder a site's, and holds its settings."""

FOLDERS = ("content", "templates")
"""Where the other sources of a site lie."""

CONTENT, TEMPLATES = "content/", "templates/"
STATIC = "content/static/"
"""Files that are copied to the root of the site as they are."""

MEDIA = "content/media/"
"""Pictures and files that documents in any folder may refer to by name alone."""
