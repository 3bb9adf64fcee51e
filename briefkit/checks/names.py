"""`name-is-claimed-once`: a full name or alias may stand for one entity only."""

from collections.abc import Iterator, Sequence

from briefkit.model.hints import shown
from briefkit.model.issues import Issue, Place
from briefkit.model.names import matchable
from briefkit.model.records import EntityRecord


def check_names(entities: Sequence[EntityRecord]) -> Iterator[Issue]:
    """Names claimed by a second entity, each at the later claim, naming the file of the earlier."""
    first: dict[str, EntityRecord] = {}
    for entity in entities:
        for name, place in _claims(entity):
            other = first.setdefault(matchable(" ".join(name.split())), entity)
            if other is not entity:
                message = f"{shown(name)} is claimed by {other.origin.path} too"
                hint = "keep it in one of the two files; a surname belongs in short_names"
                yield Issue("name-is-claimed-once", message, place, hint)


def _claims(entity: EntityRecord) -> Iterator[tuple[str, Place]]:
    yield entity.name, entity.origin.place("name")
    for index, alias in enumerate(entity.aliases):
        yield alias, entity.origin.place("aliases", index)
