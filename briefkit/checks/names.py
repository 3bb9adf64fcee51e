"""`name-is-claimed-once`: a full name or alias may stand for one entity only, a name for one source."""

from collections.abc import Iterator, Sequence

from briefkit.model.hints import shown
from briefkit.model.issues import Issue, Place
from briefkit.model.names import matchable
from briefkit.model.records import EntityRecord, SourceRecord


def check_names(records: Sequence[EntityRecord] | Sequence[SourceRecord]) -> Iterator[Issue]:
    """Names claimed by a second record, each at the later claim, naming the file of the earlier."""
    first: dict[str, EntityRecord | SourceRecord] = {}
    for record in records:
        for name, place in _claims(record):
            key = matchable(" ".join(name.split()))
            if isinstance(record, SourceRecord):  # which reports may name in any case
                key = key.casefold()
            other = first.setdefault(key, record)
            if other is not record:
                message = f"{shown(name)} is claimed by {other.origin.path} too"
                hint = "keep it in one of the two files"
                if isinstance(record, EntityRecord):
                    hint += "; a surname belongs in short_names"
                yield Issue("name-is-claimed-once", message, place, hint)


def _claims(record: EntityRecord | SourceRecord) -> Iterator[tuple[str, Place]]:
    yield record.name, record.origin.place("name")
    for index, alias in enumerate(record.aliases if isinstance(record, EntityRecord) else ()):
        yield alias, record.origin.place("aliases", index)
