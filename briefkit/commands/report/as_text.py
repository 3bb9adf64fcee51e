"""Issues as text for people: in the order of files and lines, many of one kind told together."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from briefkit.commands.report.visible import visible, width
from briefkit.model.issues import Issue, Severity

_COLOURS = {Severity.ERROR: "\033[1;31m", Severity.ADVICE: "\033[1;33m"}
_QUIET, _PLAIN = "\033[2m", "\033[0m"
_WIDTH = 100
_PLACES = 3
_SUBJECTS = 6
_BRIEF = 24
_SCREEN = 40
"""Lines that are read at a glance; what would be longer is told in short."""

_GUTTER = "    | "
"""Without it a line of content could begin with `::`, which GitHub's runner obeys."""

_QUOTED = re.compile("“([^”]*)”?")
_VARIES = re.compile(r"\d[\d,]*|0x[0-9a-f]+|U\+[0-9A-F]+|content/\S+")


def text_report(issues: Sequence[Issue], colour: bool = False) -> str:
    """Every issue with its line, a caret and a hint; of many equal ones the first three places and a count.

    Where that is more than a screen, any equal ones are told together, and each kind in four lines.
    """
    alike: defaultdict[tuple[str, str, str], list[Issue]] = defaultdict(list)
    for issue in issues:
        alike[_kind_of(issue)].append(issue)
    lines = _in_full(issues, alike, colour)
    if len(lines) > _SCREEN:
        lines = [line for group in alike.values() for line in _in_short(group, colour)]
    if issues:
        lines.append(_count_of(issues))
    return "".join(f"{line}\n" for line in lines)


def _in_full(issues: Sequence[Issue], alike: Mapping[tuple[str, str, str], list[Issue]], colour: bool) -> list[str]:
    lines: list[str] = []
    for issue in issues:
        group = alike[_kind_of(issue)]
        if len(group) <= _PLACES:
            lines += _whole(issue, colour)
        elif issue is group[0]:
            lines += _whole(issue, colour)
            lines += [f"    also {_where(other)}  {_cut(other)[0].strip()}".rstrip() for other in group[1:_PLACES]]
            lines.append(f"    and {_more(group)}")
    return lines


def _in_short(group: Sequence[Issue], colour: bool) -> Iterator[str]:
    """Equal issues: the first with its hint beside the caret, two more places by their names, and how many more."""
    first = group[0]
    *shown, last = _whole(first, colour)
    if first.hint and len(shown) > 1:
        *shown, caret = shown
        last = f"{caret} {last.strip()}"
    yield from (*shown, last)
    others = [_where(other).rsplit("/", 1)[-1] for other in group[1:_PLACES]]
    if others:
        more = f" and {_more(group)}" if len(group) > _PLACES else ""
        yield f"    also {' '.join(others)}{more}"


def _kind_of(issue: Issue) -> tuple[str, str, str]:
    """What makes two issues equal: their rule, and what is said without what is spoken of."""
    return issue.rule, issue.severity.value, _VARIES.sub("0", _QUOTED.sub("“”", issue.message))


def _more(group: Sequence[Issue]) -> str:
    """How many more places a group has and, where they differ, what they speak of."""
    told = f"{len(group) - _PLACES:,} more place{'s' * (len(group) - _PLACES != 1)}"
    subjects = Counter(found[1] for issue in group if (found := _QUOTED.search(issue.message)))
    if len(subjects) < 2 or max(subjects.values()) == 1:
        return told
    frequent = [f"“{_brief(subject)}” {n:,}" for subject, n in subjects.most_common(_SUBJECTS) if n > 1]
    rest = len(subjects) - len(frequent)
    return f"{told}; in all {', '.join(frequent)}" + (f" and {rest:,} others" if rest else "")


def _brief(subject: str) -> str:
    """A subject in a list of several: what of it tells it from the others, at its end, if it is long."""
    return visible(subject if len(subject) <= _BRIEF else f"…{subject[-_BRIEF:]}")


def _whole(issue: Issue, colour: bool) -> Iterator[str]:
    paint, dim, plain = (_COLOURS[issue.severity], _QUIET, _PLAIN) if colour else ("", "", "")
    yield f"{_where(issue)} {paint}{issue.severity.value}{plain}: {visible(issue.message)} {dim}[{issue.rule}]{plain}"
    if issue.excerpt.strip():
        cut, before = _cut(issue)
        yield f"{_GUTTER}{cut}"
        yield f"{' ' * (len(_GUTTER) + before)}{paint}^{plain}"
    if issue.hint:
        yield f"    hint: {visible(issue.hint)}"


def _where(issue: Issue) -> str:
    return f"{visible(issue.place.path)}:{issue.place.line}:{issue.place.column}:"


def _cut(issue: Issue) -> tuple[str, int]:
    """The part of the line around the fault, and how many columns of it stand before the fault."""
    line, column = issue.excerpt, issue.place.column
    start = max(0, column - _WIDTH // 2) if len(line) > _WIDTH else 0
    part = line[start : start + _WIDTH].replace("\t", " ")
    return visible(part), width(visible(part[: column - 1 - start]))


def _count_of(issues: Sequence[Issue]) -> str:
    kinds = Counter(issue.severity for issue in issues)
    errors, pieces = kinds[Severity.ERROR], kinds[Severity.ADVICE]
    told = [f"{errors:,} error{'s' * (errors != 1)}"] if errors else []
    told += [f"{pieces:,} piece{'s' * (pieces != 1)} of advice"] if pieces else []
    files = len({issue.place.path for issue in issues})
    return f"{', '.join(told)} in {files:,} file{'s' * (files != 1)}"
