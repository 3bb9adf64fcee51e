"""The small pieces that messages to writers share."""

from collections.abc import Iterable
from difflib import get_close_matches


def shown(text: str) -> str:
    """A writer's text inside a message: quoted, on one line, not too long."""
    line = " ".join(text.split())
    return f"“{line[:60]}…”" if len(line) > 60 else f"“{line}”"


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """A hint that names the nearest of `known`, or "" where nothing is near."""
    near = get_close_matches(wrong, list(known), n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else ""
