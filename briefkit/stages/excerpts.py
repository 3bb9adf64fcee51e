"""Issues with the line of source that they are about, for messages that show it."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from briefkit.markdown.text import decoded
from briefkit.model.issues import Issue


def with_excerpts(issues: tuple[Issue, ...], read: Callable[[str], bytes]) -> tuple[Issue, ...]:
    """`issues`, each with its line of the file that `read` gives the bytes of; "" where there is none."""

    @cache
    def lines(path: str) -> list[str]:
        data = read(path)
        text, _ = decoded(data, path)
        return (data.decode("utf-8", "replace") if text is None else text).split("\n")

    def excerpt(issue: Issue) -> str:
        found, number = lines(issue.place.path), issue.place.line
        return found[number - 1] if 0 < number <= len(found) else ""

    return tuple(replace(issue, excerpt=excerpt(issue)) for issue in issues)
