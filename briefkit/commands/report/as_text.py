"""Issues as text for people: in the order of files and lines, many of one kind told together."""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from briefkit.commands.report.visible import visible, width
from briefkit.model.issues import Issue, Severity

_COLOURS = {Severity.ERROR: "\033[1;31m", Severity.ADVICE: "\033[1;33m"}
_QUIET, _PLAIN = "\033[2m", "\033[0m"
_WIDTH = 100
_PLACES = 3
"""Issues of one kind that are printed in full; of more, the first in full and the others by their places."""

_SUBJECTS = 6
"""Subjects of one kind that are named with how often they occur."""

_SAYING_ELSE = 5
"""Issues of one kind that differ in words from its first and are printed with theirs, the most frequent ones."""

_BRIEF, _HINT = 24, 60
"""Characters of a subject, and of a hint, where issues are printed in short."""

_SCREEN = 40
"""Lines that fit on a screen; a longer report is printed in short."""

_GUTTER = "    | "
"""Without it a line of content could begin with `::`, which GitHub's runner obeys."""

_QUOTED = re.compile("“([^”]*)”?")
_VARIES = re.compile(r"\d[\d,]*|0x[0-9a-f]+|U\+[0-9A-F]+|content/\S+")


def text_report(issues: Sequence[Issue], colour: bool = False) -> str:
    """Every issue with its line, a caret and a hint; of many of one kind the first so, then others in a line each,
    and how many more there are.

    An issue is reduced to its place only where its message and hint are those of the first. Where all this takes more
    than a screen, all issues of one kind are printed together, and in short.
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
            others = _others(group)
            for other in others:
                said = _said(issue, other, other.message) or f" {_cut(other)[0].strip()}"
                lines.append(f"    also {_where(other)} {said}".rstrip())
            if more := _more(group, len(others)):
                lines.append(f"    and {more}")
    return lines


def _in_short(group: Sequence[Issue], colour: bool) -> Iterator[str]:
    """A kind: the first with its hint beside the caret, others by the names of their files, and how many more."""
    first = group[0]
    *shown, last = _whole(first, colour)
    if first.hint and len(shown) > 1:
        *shown, caret = shown
        last = f"{caret} {last.strip()}"
    yield from (*shown, last)
    has_one_hint = len({issue.hint for issue in group}) == 1
    others = group[1:_PLACES] if has_one_hint else _others(group)
    if not has_one_hint:
        for other in others:
            yield f"    also {_name(other)} {_brief_said(first, other)}".rstrip()
        if more := _more(group, len(others)):
            yield f"    and {more}"
    elif others:
        more, is_told = _more(group, len(others)), bool(_subjects(group))
        named = [f"{_name(other)} {'' if is_told else _brief_said(first, other)}".rstrip() for other in others]
        yield f"    also {' '.join(named)}{more and f' and {more}'}"


def _others(group: Sequence[Issue]) -> list[Issue]:
    """Those of a kind that are printed beside its first: one for each different message or hint, and at least two."""
    first, *rest = group
    says = {(issue.message, issue.hint): issue for issue in reversed(rest)}
    often = Counter((issue.message, issue.hint) for issue in rest)
    del often[first.message, first.hint]
    told = [says[said] for said, _ in often.most_common(_SAYING_ELSE)]
    chosen = {id(issue) for issue in told}
    filling = [issue for issue in rest if id(issue) not in chosen]
    chosen |= {id(issue) for issue in filling[: max(0, _PLACES - 1 - len(told))]}
    return [issue for issue in rest if id(issue) in chosen]


def _said(first: Issue, other: Issue, message: str, most: int = sys.maxsize) -> str:
    """What `other` says and `first` does not: its `message`, perhaps in short, and `most` characters of its hint."""
    said = [message] if other.message != first.message else []
    hint = other.hint if len(other.hint) <= most else f"{other.hint[:most].rsplit(' ', 1)[0]} …"
    said += [f"hint: {hint}"] if other.hint not in ("", first.hint) else []
    return visible("; ".join(said))


def _brief_said(first: Issue, other: Issue) -> str:
    subject = _QUOTED.search(other.message)
    is_told_apart = subject is not None and subject[1] not in first.message
    return _said(first, other, f"“{_brief(subject[1])}”" if subject and is_told_apart else other.message, _HINT)


def _kind_of(issue: Issue) -> tuple[str, str, str]:
    """What issues of one kind have in common: rule, severity, and the message without what it quotes or counts."""
    return issue.rule, issue.severity.value, _VARIES.sub("0", _QUOTED.sub("“”", issue.message))


def _more(group: Sequence[Issue], told: int) -> str:
    """How many issues a group has besides its first and those `told`, and the subjects of all if they differ."""
    left = len(group) - 1 - told
    if not left:
        return ""
    places = f"{left:,} more place{'s' * (left != 1)}"
    subjects = _subjects(group)
    return f"{places}; in all {subjects}" if subjects else places


def _subjects(group: Sequence[Issue]) -> str:
    """The most frequent subjects of a group with their counts; "" where there is only one, or each is another."""
    subjects = Counter(found[1] for issue in group if (found := _QUOTED.search(issue.message)))
    if len(subjects) < 2 or max(subjects.values()) == 1:
        return ""
    frequent = [f"“{_brief(subject)}” {n:,}" for subject, n in subjects.most_common(_SUBJECTS) if n > 1]
    rest = len(subjects) - len(frequent)
    return ", ".join(frequent) + (f" and {rest:,} others" if rest else "")


def _brief(subject: str) -> str:
    """A subject in a list of several: its end, by which long ones can be told apart."""
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


def _name(issue: Issue) -> str:
    """Where an issue is, without the folders on the way to its file."""
    return _where(issue).rsplit("/", 1)[-1]


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
