"""Issues with the line of source that they speak of, for messages that show it."""

from dataclasses import replace

from briefkit.model.issues import Issue
from briefkit.model.snapshot import Snapshot
from briefkit.stages.load import SITE_FILE

_TEMPLATES = "templates/"


def with_excerpts(issues: tuple[Issue, ...], snapshot: Snapshot) -> tuple[Issue, ...]:
    """`issues`, each with its line; those about a whole file or a missing one have none."""
    return tuple(replace(issue, excerpt=_line(snapshot, issue.place.path, issue.place.line)) for issue in issues)


def _line(snapshot: Snapshot, path: str, number: int) -> str:
    data = (
        snapshot.site
        if path == SITE_FILE
        else snapshot.documents.get(path, snapshot.templates.get(path.removeprefix(_TEMPLATES)))
    )
    lines = (data or b"").decode("utf-8-sig", "replace").splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""
