"""Issues made up for the tests of how they are told."""

from typing import Any

from briefkit.model.issues import Issue, Place, Severity

HOSTILE = "100%, a:b\n::stop-commands::x\r\n::error::y ##[group]z \x1b[31m\u202e\ud800"
"""What somebody could write who wants to speak to the log's reader."""


def issue(message: str = "a message", path: str = "content/articles/a.md", line: int = 4, **fields: Any) -> Issue:
    """An issue about links, if nothing else is asked for."""
    return Issue(**{"rule": "link-resolves", "message": message, "place": Place(path, line, 2), **fields})  # type: ignore[arg-type]


def hostile() -> Issue:
    """An issue all of whose texts are hostile."""
    return Issue("link-resolves", HOSTILE, Place(HOSTILE, 4, 2), HOSTILE, Severity.ERROR, HOSTILE)
