"""Builds the site in this folder: `python build.py --help` tells all."""

from briefkit.cli import run

run()
