"""Which registered entities a report names, and where; short names bind per report and only when clear."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefkit.linking.matching import Hit, longest
from briefkit.model.issues import Issue, advice
from briefkit.model.names import Slug, matchable
from briefkit.model.passages import Passage
from briefkit.model.records import EntityRecord

_WORD_BEFORE = re.compile(r"([\w.'-]+) $")
_WORD_AFTER = re.compile(r" (\w)")
_TITLES = frozenset(
    "mr mrs ms mx dr prof professor sir dame lord lady shri smt sri pm president premier minister chancellor"
    " secretary senator ambassador envoy general colonel major captain admiral justice judge king queen prince"
    " princess chairman chairwoman chair director governor mayor spokesman spokeswoman spokesperson".split()
)
"""Words that stand before a surname and say who somebody is."""

_NO_NAMES = frozenset(
    "a an the this that these those and but or nor so yet for as at by from in into of off on onto out over to up"
    " with about above across after against along amid among around before behind below beneath beside besides"
    " between beyond despite during except inside like near outside per since through throughout till toward"
    " towards under underneath unlike until upon via within without when while where why how who whom whose which"
    " what if because although though unless once whether both either neither not only even also then thus hence"
    " however meanwhile moreover nevertheless later earlier now today yesterday tomorrow tonight here there again"
    " still already soon often sometimes perhaps maybe asked told did does do had has have is was were"
    " would could should might must monday tuesday wednesday thursday friday saturday sunday january"
    " february march july september october november december".split()
)
"""Words that begin a sentence and are nobody's first name. April, June and August are, and are left out."""

_REGISTER = "write the full name, or register the other one as an entity"


class Mention(NamedTuple):
    """An entity named in a passage, at characters `start` to `end` of its plain text."""

    entity: Slug
    start: int
    end: int


class Name(NamedTuple):
    """Whom a name may stand for: its owner if it is a full name or alias, else those who claim it as a short name."""

    owner: Slug | None
    claimants: tuple[Slug, ...]


@dataclass(slots=True)
class _Report:
    """What decides about the short names of one report: the entities `named` in full anywhere in it, those of them
    named `earlier` than the place that is looked at, and the short names that are `unclear` from there on."""

    named: set[Slug]
    earlier: set[Slug] = field(default_factory=set)
    unclear: set[str] = field(default_factory=set)


class Names:
    """The names of all entities, and what decides whom each stands for."""

    def __init__(self, entities: Sequence[EntityRecord]) -> None:
        owners: dict[str, Slug] = {}
        claims: defaultdict[str, list[Slug]] = defaultdict(list)
        titles: set[str] = set(_TITLES)
        self._full_names = {entity.slug: entity.name for entity in entities}
        for entity in entities:
            for name in (entity.name, *entity.aliases):
                owners.setdefault(matchable(" ".join(name.split())), entity.slug)
            for name in entity.short_names:
                claims[matchable(" ".join(name.split()))].append(entity.slug)
            for role in entity.roles:
                titles.update(role.title.casefold().split())
        self._titles = frozenset(titles)
        self.as_written = {
            name: Name(owners.get(name), tuple(dict.fromkeys(claims.get(name, ())))) for name in (*owners, *claims)
        }

    def mentions_in(
        self, passages: Sequence[Passage], text: str, hits: Sequence[Hit[Name]]
    ) -> tuple[list[list[Mention]], list[Issue]]:
        """The mentions in each of `passages`, one or more of a report, and advice on short names left unlinked.

        `text` has the words of each passage on a line of its own, `hits` are the names found in it.
        A short name binds to an entity whose full name or alias stands earlier in the report, unless another
        entity named in the report claims it too, or somebody else of that name was named in between
        (`Rajnath Singh` after `JP Singh`: from there on a bare `Singh` could be either).
        """
        found = longest(hits)
        report = _Report({name.owner for _, _, name in found if name.owner})
        advised: dict[str, Issue] = {}
        mentions: list[list[Mention]] = [[] for _ in passages]
        begin = number = 0
        stop = len(passages[0].text)
        for start, end, name in found:
            while start > stop:
                number, begin = number + 1, stop + 1
                stop = begin + len(passages[number].text)
            entity = name.owner
            if entity:
                report.earlier.add(entity)
            else:
                entity, why, hint = self._bound(name, text, start, end, report)
                words = text[start:end]
                if entity is None and words not in advised:
                    message, place = f"“{words}” is left unlinked: {why}", passages[number].place
                    advised[words] = advice("short-name-is-clear", message, place, hint)
            if entity:
                mentions[number].append(Mention(entity, start - begin, end - begin))
        return mentions, list(advised.values())

    def _bound(self, name: Name, text: str, start: int, end: int, report: _Report) -> tuple[Slug | None, str, str]:
        """Whom the short name at `start` to `end` of `text` stands for; None, why, and a hint where that is not
        clear."""
        words = text[start:end]
        entity, why, hint = self._claimed(name, report)
        if self._belongs_to_another(text, start):
            report.unclear.add(words)
            return None, "somebody else of that name seems to be meant", _REGISTER
        if entity and words in report.unclear:
            return None, "somebody else of that name stands before", _REGISTER
        if entity and _WORD_AFTER.match(text, end) and text[end + 1].isupper():
            return None, "it may be part of a longer name", _REGISTER
        return entity, why, hint

    def _claimed(self, name: Name, report: _Report) -> tuple[Slug | None, str, str]:
        """Who of those that claim a short name is meant in `report`; None, why, and a hint where that is not
        clear."""
        present = [slug for slug in name.claimants if slug in report.named]
        if len(present) > 1:
            both = " and ".join(self._full_names[slug] for slug in present)
            return None, f"{both} both claim it in this report", "write the full name"
        if not present or present[0] not in report.earlier:
            whose = self._full_names[(present or name.claimants)[0]]
            hint = "write the full name here, or where the report first speaks of it"
            return None, f"the full name {whose} does not stand before it", hint
        return present[0], "", ""

    def _belongs_to_another(self, text: str, start: int) -> bool:
        """Whether a capitalised word that is no title stands right before: the end of a fuller name."""
        before = _WORD_BEFORE.search(text, max(0, start - 60), start)
        if not before or not before[1][0].isupper() or before[1].endswith("'s"):
            return False
        return before[1].casefold().strip(".") not in self._titles | _NO_NAMES
