"""Which files of the site must be made again, and why: those with a question whose answer changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from briefkit.model import addresses
from briefkit.model.hints import did_you_mean
from briefkit.model.names import Address
from briefkit.stages.suspects import Suspects
from briefkit.views.page import Sheet

Stamp = bytes | str

_REPORT = "article "
_TOLD_OF_REPORTS = ("line", "front", "quoted")
_ANYWHERE = frozenset(["sources"])
"""Questions after whose change any answer may differ: a source's name stands with each of its reports."""


@dataclass(frozen=True)
class EarlierBuild:
    """What is known of the files of an earlier build, and how to see whether they are still right.

    `pages` holds the trace of each file: what its maker was bound to, and what it asked. `answers` are the stamps
    that the answers had then, `stamp` gives the one that an answer has now. `damaged` are the files that do not stand
    as they were written. `suspects` tell which answers may differ; None where any may.
    """

    pages: Mapping[str, tuple[str, Sequence[str]]]
    answers: Mapping[str, Stamp]
    damaged: Set[str]
    stamp: Callable[[str], Stamp]
    suspects: Suspects | None = None

    @cached_property
    def changed(self) -> frozenset[str]:
        """The questions that have another answer now.

        The stamp of a whole report changes with everything in it: where that is the same, its other questions are not
        looked at.
        """
        suspects = self.suspects
        if suspects is not None:
            looked_at = {question: self.answers[question] for question in suspects.among(self.answers)}
            changed = _changed(looked_at, self.stamp)
            if _ANYWHERE.isdisjoint(changed):
                return changed
        return _changed(self.answers, self.stamp)

    def answer(self, question: str) -> Stamp:
        """The stamp of an answer now."""
        before = self.answers.get(question)
        return self.stamp(question) if before is None or question in self.changed else before

    def answers_now(self, found: Mapping[str, Stamp]) -> dict[str, Stamp]:
        """The stamps of all answers now; `found` are those of the files that were made again.

        A question that changed and is not among these is asked by no file any more, and left out. Others that nobody
        asks may stay: to find them takes a look at all pages.
        """
        answers = dict(self.answers)
        for question in self.changed:
            answers.pop(question, None)
        answers.update(found)
        return answers


def _changed(answers: Mapping[str, Stamp], stamp: Callable[[str], Stamp]) -> frozenset[str]:
    of_reports = [pair for pair in answers.items() if pair[0].startswith(_REPORT)]
    changed = {question for question, before in of_reports if stamp(question) != before}
    still = {question.removeprefix(_REPORT) for question, _ in of_reports if question not in changed}
    for question, before in answers.items():
        kind, _, subject = question.partition(" ")
        if kind == "article" or (kind in _TOLD_OF_REPORTS and subject.partition(" ")[0] in still):
            continue
        if stamp(question) != before:
            changed.add(question)
    return frozenset(changed)


def outdated(sheets: Mapping[str, Sheet], earlier: EarlierBuild) -> tuple[Sheet, ...]:
    """Those of `sheets`, by the names of their files, that must be made again."""
    made, damaged, changed = earlier.pages, earlier.damaged, earlier.changed
    return tuple(
        [
            sheet
            for name, sheet in sheets.items()
            if name in damaged
            or (before := made.get(name)) is None
            or before[0] != sheet.basis
            or not changed.isdisjoint(before[1])
        ]
    )


_SUBJECTS = {
    "line": "how lists show the report {0}",
    "front": "the front matter of the report {0}",
    "article": "the report {0}",
    "quoted": "what the report {0} is quoted with at {1}",
    "contents": "what is shown of the reports at {0}",
    "ahead": "which events of the report {0} lie ahead",
    "kin": "the neighbours of the report {0}, its related reports, its series or those that cite it",
    "newest": "which {1} reports are the newest at {0}",
    "entering": "which {1} reports entered the feed of {0} last",
    "part": "which reports stand at {0}",
    "years": "which years there are at {0}",
    "count": "how many reports there are at {0}",
    "together": "who is named together at {0}",
    "named": "when who was named at {0}",
    "months": "how many reports each month has at {0}",
    "outlets": "which sources report at {0}",
    "events": "the events of {0}",
    "dates": "the dated events of {0}",
    "timeline": "which years the timeline has",
    "dated": "which events stand at {0}",
    "corrections": "the list of corrections",
    "topic": "the topic {0}",
    "entity": "the entity {0}",
    "kind": "what kind of thing {0} is",
    "source": "the source {0}",
    "page": "the page {0}",
    "withdrawn": "the withdrawn report {0}",
    "name": "what the {0} {1} is called",
    "topics": "the list of topics",
    "entities": "the list of entities",
    "sources": "the list of sources",
    "pages": "the list of pages",
    "shards": "how the search index is cut",
    "spans": "which years have reports",
    "live": "whether the report {0} is live",
    "template": "the template {0}",
    "assets": "a file of templates/assets/",
    "shell": "the frame around every page",
}


def explained(address: str, sheets: Sequence[Sheet], earlier: EarlierBuild, copied: Set[str] = frozenset()) -> str:
    """In a sentence, why the file at `address` is or is not made again; `copied` are the names of files that no
    template or feed makes."""
    sheet = next((sheet for sheet in sheets if sheet.address in (address, f"{address}/")), None)
    if sheet is None:
        return _of_no_sheet(address, sheets, copied)
    address, name = sheet.address, addresses.file_of(sheet.address)
    made = earlier.pages.get(name)
    if made is None:
        return f"{address} is made because nothing is known of an earlier build of it."
    if name in earlier.damaged:
        return f"{address} is made again because its file is missing or was changed since it was written."
    basis, asked = made
    if basis != sheet.basis:
        return f"{address} is made again because what it stands for is named otherwise now."
    reasons = [_in_words(question) for question in asked if question in earlier.changed]
    if reasons:
        more = f" and {len(reasons) - 3} more" if len(reasons) > 3 else ""
        return f"{address} is made again because this changed: {'; '.join(reasons[:3])}{more}."
    return f"{address} is kept: the {len(asked)} answers that it is made from are as they were."


def _of_no_sheet(address: str, sheets: Iterable[Sheet], copied: Set[str]) -> str:
    if addresses.file_of(Address(address)) in copied:
        return f"{address} is a copy of a file of content/ or templates/assets/, written when that has other bytes."
    if address.startswith(addresses.SEARCH_BUNDLE):
        return f"{address} belongs to the search index, of which those parts are made again whose reports changed."
    near = did_you_mean(address, (*(sheet.address for sheet in sheets), *(f"/{name}" for name in sorted(copied))))
    return f"{address} is no address of this site; {near or 'write one such as /topics/trade/.'}"


def _in_words(question: str) -> str:
    kind, *subjects = question.split(" ")
    return _SUBJECTS[kind].format(*(subject or "the whole site" for subject in subjects))
