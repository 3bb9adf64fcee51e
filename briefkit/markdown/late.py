"""Patterns that are compiled when they are first looked for."""

import re
from collections.abc import Callable
from functools import cache


def late(pattern: str) -> Callable[[], re.Pattern[str]]:
    """`pattern`, compiled at the first call.

    Those of the shortcuts hold the whole of Unicode some twenty times over and take 30 ms to compile, more than it
    takes to read a dozen reports without them.
    """
    return cache(lambda: re.compile(pattern))
