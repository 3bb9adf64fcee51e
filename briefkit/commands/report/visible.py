"""Text from anywhere, made fit for a terminal: nothing in it moves the cursor or speaks to whoever reads the log."""

import unicodedata

_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def visible(text: str) -> str:
    """`text` with control characters, direction overrides and halves of surrogate pairs written as `\\u202e`."""
    shown = "".join(f"\\u{ord(c):04x}" if unicodedata.category(c) in _INVISIBLE else c for c in text)
    # GitHub's runner takes `##[…]` for a command wherever it stands in a log's line.
    return shown.replace("##[", "#\\u0023[")


def width(text: str) -> int:
    """How many columns of a terminal `text` takes: marks take none, wide letters two."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
