"""Made-up reports in any number, for briefkit and for Hugo. Report i depends on i alone."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

Generator = Literal["briefkit", "hugo"]

FIRST_DAY = datetime(2019, 1, 1, tzinfo=UTC)
YEARS = 6
AFTER_ALL = FIRST_DAY + timedelta(days=YEARS * 365)
"""An instant after every report's, in the last year that has any: what is added on top is dated from here."""

# Each topic with the phrases that place a passage on it.
TOPICS = {
    "harbours": ("dredging contract", "harbour dues"),
    "radar": ("coastal radar", "radar chain"),
    "ferries": ("night ferry", "ferry timetable"),
    "fisheries": ("herring quota", "fishing ground"),
    "power": ("tidal plant", "power cable"),
    "railways": ("narrow gauge", "freight siding"),
    "weather": ("storm warning", "weather buoy"),
    "customs": ("customs shed", "transit form"),
    "timber": ("timber auction", "sawmill licence"),
    "health": ("cottage hospital", "ship surgeon"),
    "schools": ("pilot school", "winter term"),
    "treaties": ("strait treaty", "joint commission"),
}

_FIRST = "Alda Bero Cista Dorrit Emmo Fenna Gisko Hedda Ivo Jorunn Kasimir Linnet Marek Nessa Otmar".split()
_LAST = "Quillane Varnholt Osterlick Brandesar Tamsinger Hollowick Merrigant Strandvold Ullmaris Pedderby".split()
_TOWNS = "Aldermouth Brackenfirth Corvanna Dunsel Eastrigg Farholm Gullness Havnsund Ilmaris Jarrowick".split()
_BODIES = ("Harbour Board", "Shipyard", "Signal Works", "Cable Company", "Fishers Union")

PEOPLE = tuple(f"{_FIRST[n % 15]} {_LAST[(n * 7 + n // 15) % 10]}" for n in range(50))
PLACES = tuple(f"{kind}{town}" for kind in ("", "Upper ", "Port ") for town in _TOWNS)
ORGANISATIONS = tuple(f"{town} {body}" for town in _TOWNS for body in _BODIES)
PROGRAMMES = tuple(
    f"Project {name}" for name in "Petrel Gannet Fulmar Tern Plover Dunlin Osprey Curlew Whimbrel Knot".split()
)

_WORDS = {
    "person": PEOPLE,
    "place": PLACES,
    "body": ORGANISATIONS,
    "programme": PROGRAMMES,
    "phrase": tuple(phrase for phrases in TOPICS.values() for phrase in phrases),
    "thing": ("tender", "survey", "lease", "ballot", "trial", "loan", "search", "handbook", "licence", "schedule"),
    "kind": (
        "joint",
        "revised",
        "long-delayed",
        "three-year",
        "second",
        "brief",
        "public",
        "local",
        "costly",
        "modest",
    ),
    "did": (
        "approved",
        "postponed",
        "reviewed",
        "signed",
        "cleared",
        "questioned",
        "extended",
        "published",
        "halved",
    ),
    "aim": (
        "to shorten the wait at the quay",
        "to spare the islands a second winter by candle",
        "to keep the crossing open in ice",
        "to train crews at home",
        "to bring the cost of a tonne down",
        "to replace what the flood had taken",
    ),
    "caveat": (
        "the council has not seen the figures",
        "a second reading is due next month",
        "the pilots asked for clearer words",
        "nobody at the ministry would comment",
        "the first delivery is due in spring",
        "islanders doubt the timetable",
    ),
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
}
_SENTENCES = (
    "The {body} {did} a {kind} {thing} in {place} on {day} {aim}.",
    "“It is a {kind} {thing},” said {person}, who leads {programme} at the {body}.",
    "Under {programme}, a {thing} is to be paid for from the {kind} fund, although {caveat}.",
    "{person} met {person} in {place} before the {thing} was {did}.",
    "The {phrase} was {did} in {place} on {day}, and {caveat}.",
    "{person} told the council of {place} that the {kind} {thing} would be {did} within the year {aim}.",
    "Work on {programme} began in {place} and now takes in the {body} and the {body}.",
    "According to the {body}, the {kind} {thing} is meant {aim}.",
    "In {place}, {caveat}.",
    "{person} said that the {body} had {did} a {thing} for {programme} and that {caveat}.",
)
SOURCES = (
    "Saltmarsh Wire",
    "Northline Courier",
    "Strait Gazette",
    "Lantern Press",
    "Islands Bulletin",
    "Beacon News",
)


@dataclass(frozen=True, slots=True)
class Report:
    """One report, not yet in the words of any generator. `links` are the numbers of earlier ones."""

    number: int
    date: datetime
    title: str
    source: str
    summary: str
    topics: tuple[str, ...]
    blocks: tuple[str, ...]
    links: tuple[int, ...]


class _Chance(random.Random):
    """Words and sentences as they fall, the same for the same seed on every Python."""

    def __getitem__(self, kind: str) -> str:
        return self.choice(_WORDS[kind])

    def sentence(self) -> str:
        return self.choice(_SENTENCES).format_map(self)


def report(number: int) -> Report:
    """Report `number`: 12 to 18 paragraphs, in every fifth also headings, lists, a quotation, a table and links."""
    chance = _Chance(f"report {number}")
    blocks = [f"{chance.sentence()} {chance.sentence()}" for _ in range(chance.randint(12, 18))]
    is_rich = number % 5 == 3
    if is_rich:
        blocks[2:2] = ["## Background", *_rich(chance), "## What was said"]
    return Report(
        number=number,
        date=FIRST_DAY + timedelta(minutes=chance.randrange(YEARS * 365 * 24 * 60)),
        title="{body} {did} {kind} {thing} in {place}".format_map(chance),
        source=chance.choice(SOURCES),
        summary=chance.sentence(),
        topics=tuple(chance.sample(sorted(TOPICS), chance.randint(1, 3))),
        blocks=tuple(blocks),
        links=(chance.randrange(number), chance.randrange(number)) if is_rich else (),
    )


def _rich(chance: _Chance) -> Iterator[str]:
    yield "\n".join(f"- **{chance['programme']}**: {chance['caveat']}" for _ in range(4))
    yield f"> {chance.sentence()}"
    rows = (f"| {chance['programme']} | {chance.randrange(9000)} | {chance['place']} |" for _ in range(4))
    yield "\n".join(("| Programme | Outlay | Place |", "| --- | ---: | --- |", *rows))
    yield "\n".join(f"{n}. {chance.sentence()}" for n in (1, 2, 3))
    yield f"*{chance['person']}* was there. {chance.sentence()}"


def name_of(number: int) -> str:
    """The file of a report, below content/."""
    return f"articles/{slug_of(number)}.md"


def slug_of(number: int) -> str:
    """The last part of a report's address."""
    return f"report-{number:06}"


def written(made: Report, generator: Generator) -> str:
    """A report as the source that `generator` reads: the same words, only links are written otherwise."""
    links = [_link(made, target, generator) for target in made.links]
    closing = [f"Earlier: {' and '.join(links)}."] if links else []
    front = (
        f"title: {json.dumps(made.title)}",
        f"date: {made.date:%Y-%m-%dT%H:%M:00Z}",
        f"source: {json.dumps(made.source)}",
        f"summary: {json.dumps(made.summary, ensure_ascii=False)}",
        f"topics: [{', '.join(made.topics)}]",
    )
    return "\n".join(("---", *front, "---", "", "\n\n".join((*made.blocks, *closing)), ""))


def _link(made: Report, target: int, generator: Generator) -> str:
    address = f"{slug_of(target)}.md" if generator == "briefkit" else f"/articles/{slug_of(target)}/"
    return f"[what was reported before]({address})"


def registry(with_entities: bool) -> Iterator[tuple[str, str]]:
    """The files that a briefkit site has beside its reports: topics and, if asked for, every name in the reports."""
    for slug, phrases in TOPICS.items():
        yield f"topics/{slug}.md", f"---\ntitle: {slug.capitalize()}\nterms: [{', '.join(phrases)}]\n---\n"
    if with_entities:
        kinds = {"person": PEOPLE, "place": PLACES, "organisation": ORGANISATIONS, "programme": PROGRAMMES}
        for kind, names in kinds.items():
            for name in names:
                yield f"entities/{name.lower().replace(' ', '-')}.md", f"---\nname: {name}\nkind: {kind}\n---\n"
