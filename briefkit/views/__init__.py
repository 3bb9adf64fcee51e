"""Narrow values for templates: each page's own, made from the site, display-ready and nothing more."""
