"""Builds the site in this folder: `python build.py --help` tells all."""

import sys

# A build is short and run often. Container images tell Python not to keep what it compiles, as they run each program
# once; to compile this one again would then be a fifth of every build.
sys.dont_write_bytecode = False

from briefkit.cli import run  # noqa: E402 - it is to be kept, too

run()
