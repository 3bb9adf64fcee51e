"""Builds the site in this folder: `python build.py --help` tells all."""

import signal
import sys

# Nothing is begun yet that would have to be cleared away: until a command runs, Ctrl+C ends it without a word.
if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

# A build is short and run often. Container images tell Python not to keep what it compiles, as they run each program
# once; to compile this one again would then be a fifth of every build.
sys.dont_write_bytecode = False

from briefkit.cli import run  # noqa: E402 - it is to be kept, too

run()
