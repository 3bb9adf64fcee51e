"""Which registered entities a report names, and where; short names bind per report and only when clear."""

import re
from collections import defaultdict
from collections.abc import Sequence
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
    """Who a name may stand for: its owner where it is a full name, else those who claim it as a short name."""

    owner: Slug | None
    claimants: tuple[Slug, ...]


class Names:
    """The names of all entities, ready to be looked for."""

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
        named: set[Slug] | None = None  # not known before somebody asks
        earlier: set[Slug] = set()
        unclear: set[str] = set()
        told: dict[str, Issue] = {}
        mentions: list[list[Mention]] = [[] for _ in passages]
        begin = number = 0
        stop = len(passages[0].text)
        for start, end, name in found:
            while start > stop:
                number, begin = number + 1, stop + 1
                stop = begin + len(passages[number].text)
            entity = name.owner
            if entity:
                earlier.add(entity)
            else:
                words = text[start:end]
                if named is None:
                    named = {name.owner for _, _, name in found if name.owner}
                entity, why, hint = self._bound(name, named, earlier)
                if self._belongs_to_another(text, start):
                    unclear.add(words)
                    entity, why = None, "somebody else of that name seems to be meant"
                    hint = _REGISTER
                elif entity and words in unclear:
                    entity, why = None, "somebody else of that name stands before"
                    hint = _REGISTER
                elif entity and _WORD_AFTER.match(text, end) and text[end + 1].isupper():
                    entity, why = None, "it may be part of a longer name"
                    hint = _REGISTER
                if entity is None and words not in told:
                    told[words] = advice(
                        "short-name-is-clear",
                        f"“{words}” is left unlinked: {why}",
                        passages[number].place,
                        hint,
                    )
            if entity:
                mentions[number].append(Mention(entity, start - begin, end - begin))
        return mentions, list(told.values())

    def _bound(self, name: Name, named: set[Slug], earlier: set[Slug]) -> tuple[Slug | None, str, str]:
        """Whom a short name stands for; None, why, and what to do where that is not clear."""
        present = [slug for slug in name.claimants if slug in named]
        if len(present) > 1:
            both = " and ".join(self._full_names[slug] for slug in present)
            return None, f"{both} both claim it in this report", "write the full name"
        if not present or present[0] not in earlier:
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
