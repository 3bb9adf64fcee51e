"""Builds the site in this folder: `python build.py --help` tells all."""

import sys

from briefkit.cli import main

sys.exit(main())
