"""The preview: a small web server on this machine, and the watching of files."""
