"""Issues as text for people: in the order of files and lines, many of one kind told together."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from briefkit.commands.report.visible import visible, width
from briefkit.model.issues import Issue, Severity

_COLOURS = {Severity.ERROR: "\033[1;31m", Severity.ADVICE: "\033[1;33m"}
_QUIET, _PLAIN = "\033[2m", "\033[0m"
_WIDTH = 100
_PLACES = 3
_SUBJECTS = 6
_GUTTER = "    | "
"""Without it a line of content could begin with `::`, which GitHub's runner obeys."""

_QUOTED = re.compile("“([^”]*)”?")
_VARIES = re.compile(r"\d[\d,]*|0x[0-9a-f]+|U\+[0-9A-F]+|content/\S+")


def text_report(issues: Sequence[Issue], colour: bool = False) -> str:
    """Every issue with its line, a caret and a hint; of many equal ones the first three places and a count."""
    alike: defaultdict[tuple[str, str, str], list[Issue]] = defaultdict(list)
    for issue in issues:
        alike[_kind_of(issue)].append(issue)
    lines: list[str] = []
    for issue in issues:
        group = alike[_kind_of(issue)]
        if len(group) <= _PLACES:
            lines += _whole(issue, colour)
        elif issue is group[0]:
            lines += _whole(issue, colour)
            lines += [f"    also {_where(other)}  {_cut(other)[0].strip()}".rstrip() for other in group[1:_PLACES]]
            lines.append(f"    and {_more(group)}")
    if issues:
        lines.append(_count_of(issues))
    return "".join(f"{line}\n" for line in lines)


def _kind_of(issue: Issue) -> tuple[str, str, str]:
    """What makes two issues equal: their rule, and what is said without what is spoken of."""
    return issue.rule, issue.severity.value, _VARIES.sub("0", _QUOTED.sub("“”", issue.message))


def _more(group: Sequence[Issue]) -> str:
    """How many more places a group has and, where they differ, what they speak of."""
    told = f"{len(group) - _PLACES:,} more place{'s' * (len(group) - _PLACES != 1)}"
    subjects = Counter(found[1] for issue in group if (found := _QUOTED.search(issue.message)))
    if len(subjects) < 2 or max(subjects.values()) == 1:
        return told
    frequent = [f"“{visible(subject)}” {n:,}" for subject, n in subjects.most_common(_SUBJECTS) if n > 1]
    rest = len(subjects) - len(frequent)
    return f"{told}; in all {', '.join(frequent)}" + (f" and {rest:,} others" if rest else "")


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
