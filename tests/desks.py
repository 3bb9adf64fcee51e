"""A small but rich site as plain values, to be edited at random: what every kind of file can say, and the files.

A `Desk` holds each document as front matter (keys with YAML) and blocks of Markdown; `files_of` gives the files of
the site's folder, and `lay_out` brings a folder up to date with them as an editor's program would.
"""

import copy
import hashlib
import io
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from PIL import Image

from tests.sites import ROOT

FIRST = "The quay at Varnholt opened."
FIRST_ID = "p-" + hashlib.sha256(FIRST.encode()).hexdigest()[:8]

# Each key with what it may say; None leaves it out. The last of a list is often wrong, and the build is refused.
REPORT: dict[str, list[str | None]] = {
    "title": ["Quay opens", "Grain waits", "Harbour talks", "Search", '"A <b>bold</b> title"', None],
    "date": [
        "2029-05-01",
        "2030-04-02",
        "2031-04-02T10:00:00+02:00",
        "2031-05-30",
        "2031-06-02",
        "2031-04-02",
        "nay",
    ],
    "date_estimated": [None, "true"],
    "status": [None, "draft", "published"],
    "expires": [None, "2031-05-31", "2031-06-03", "2031-06-01T12:00:00Z", "2020-01-01"],
    "updated": [None, "2031-05-31", "2031-06-03", "2031-07-01"],
    "summary": [None, "The bottom line.", "The other line of Orlo Venn."],
    "source": [
        None,
        "Quillon Wire",
        "quillon wire",
        "{name: Quillon Wire, licence: CC0, byline: Ada Quoll}",
        "{name: Tarn Post, url: 'https://tarn.example/1', retrieved: 2031-06-01}",
        "Tarn Post",
    ],
    "authors": [None, "[Ada Quoll]", "[Ada Quoll, Bo Marl]"],
    "topics": [None, "[ports]", "[grain]", "[grain, ports]", "[cranes]", "[nowhere]"],
    "entities": [None, "[venn]", "[board, venn]", "[nobody]"],
    "aliases": [None, "[/old/a/]", "[/old/b]", "[/old/a/, /old/c.html]", "[/about/]"],
    "related": [None, "[r0]", "[r1, r0]", "[nothing]"],
    "series": [None, "Harbour letters"],
    "lang": [None, "he", "de"],
    "image": [
        None,
        "{src: quay.png, alt: A quay}",
        "{src: mast.png, alt: A mast, credit: Bo Marl}",
        "{src: no.png, alt: A}",
    ],
    "events": [
        None,
        "[{date: 2031-06-02, title: Quay day}]",
        "[{date: 2031-05, end: 2031-06-03, title: Grain fair, topics: [grain]}, {date: 2031, title: A year}]",
        "[{date: 2031-06-02, title: Quay day, topics: [ports]}, {date: 2031-05-30T09:00:00Z, title: A vote}]",
    ],
    "key_points": [None, "[A point.]", "[A point., Another point.]"],
    "corrections": [
        None,
        "[{date: 2031-05-31, note: A name.}]",
        "[{date: 2031-05-31, note: A name.}, {date: 2031-06-02, note: A number., material: true}]",
    ],
    "slug": [None, None, "other", "r1"],
    "autolink": [None, "false"],
}
TOPIC: dict[str, list[str | None]] = {
    "title": ["Ports", "Grain", "Harbour talks", "Cranes"],
    "terms": [None, "[quay, harbour]", "[grain]", "[Varnholt, AI]", "[day]"],
    "exclude": [None, "[grain fair]", "[quay at Varnholt]"],
    "parent": [None, "ports", "grain"],
    "order": [None, "1", "9"],
    "summary": [None, "It is calm.", "It is not."],
    "reviewed": [None, "2031-05-31", "2031-06-03", "2029-01-01"],
    "key_points": [None, "[{text: A point.}]", f"[{{text: It opened., cite: 'r0#{FIRST_ID}'}}]"],
    "questions": [
        None,
        "[{text: Who pays?, asked: 2031-06-02}]",
        f"[{{text: When?, asked: 2031-05-01, answered_by: 'r0#{FIRST_ID}'}}, {{text: Why?}}]",
    ],
}
ENTITY: dict[str, list[str | None]] = {
    "name": ["Orlo Venn", "Tarn Board", "Varnholt", "Nils Crane", "Ada Quoll"],
    "kind": ["person", "organisation", "place", "event"],
    "aliases": [None, "[O. Venn]", "[Board of the Tarn]"],
    "short_names": [None, "[Venn]", "[Board]"],
    "roles": [
        None,
        "[{title: Harbour master, from: 2029}]",
        "[{title: Harbour master, from: 2029, to: 2030}, {title: Consul}]",
    ],
    "summary": [None, "Of Varnholt."],
    "same_as": [None, "['https://names.example/1']"],
}
SOURCE: dict[str, list[str | None]] = {
    "name": ["Quillon Wire", "Tarn Post", "QUILLON WIRE"],
    "url": [None, "https://quillon.example/"],
    "country": [None, "Varnholt"],
    "reliability": [None, "B", "F"],
}
PAGE: dict[str, list[str | None]] = {"title": ["About", "Method", "Quay opens"], "order": [None, "1", "2"]}
KEYS = {"articles": REPORT, "topics": TOPIC, "entities": ENTITY, "sources": SOURCE, "pages": PAGE}

BLOCKS = [
    FIRST,
    "Orlo Venn spoke at the quay of Varnholt.",
    "Orlo Venn came. Then Venn said that grain waits.",
    "Grain moved by the Tarn Board, say Nils Crane and Ada Quoll.",
    "A quiet day.",
    "A quiet  day.",
    "A long day began. " + "It went on without an end in sight. " * 8,
    "See [the talks](r1.md), not [[r2]], at the quay.",
    f"See [[r0|the first]] and [its words](r0.md#{FIRST_ID}) on Orlo Venn.",
    "Here is [[ports]], there [Venn](../entities/venn.md), and [out](https://out.example/).",
    "![A quay](quay.png)",
    "![A mast](../media/mast.png)",
    "[A plan](plan.pdf) for grain.",
    "## A heading",
    "### The quay [[r0]]",
    "- one quay\n- two of grain\n- Orlo Venn",
    "1. one quay\n\n   more of it\n2. two",
    "> Grain, said Orlo Venn.",
    '{topics="grain"}\nNo word of it.',
    '{topics=""}\nA quay unplaced.',
    '{topics="ports"}\n- first\n- second',
    "| quay | grain |\n|---|---|\n| one | two |",
    "A note[^1] on the quay.\n\n[^1]: Said twice.",
    "<b onclick=x()>Raw</b> words on the quay.",
    "```\nquay\n```",
    "---",
    "[Gone](gone.md)",
]

PICTURES = ("content/media/quay.png", "content/media/mast.png")
PLAN = "content/media/plan.pdf"

# Templates are edited by swapping words in them: name, what stands there, what then stands there.
TEMPLATE_EDITS = {
    "frame": ("layout.html", "</body>", "<!-- another frame --></body>"),
    "topic": ("topic.html", "What is new", "What came"),
    "report": ("article.html", "</h1>", "</h1><!-- another report -->"),
    "macro": ("parts/pieces.html", "In the report</a>", "There</a>"),
    "nested macro": ("parts/deep.html", "stamped", "stamped anew"),
    "stub": ("withdrawn.html", "</h1>", "</h1><!-- another stub -->"),
    "year": ("quoted-year.html", "</h1>", "</h1><!-- another year -->"),
    "style": ("assets/site.css", "}", "} "),
    "fault": ("source.html", "</h1>", "</h1>{{ page.nothing }}"),
}

Front = dict[str, str | None]


@dataclass
class Document:
    """A document of content/: its keys in YAML, and its blocks."""

    front: Front
    blocks: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        lines = [f"{key}: {value}\n" for key, value in self.front.items() if value is not None]
        return f"---\n{''.join(lines)}---\n" + "\n\n".join(self.blocks) + "\n"


@dataclass
class Desk:
    """A site as its writers made it. Documents are keyed by their paths in content/."""

    documents: dict[str, Document]
    settings: Front
    pictures: dict[str, int]
    static: dict[str, str]
    templates: set[str] = field(default_factory=set)

    def copy(self) -> "Desk":
        return copy.deepcopy(self)

    def of_kind(self, kind: str) -> list[str]:
        """The paths of the documents in a folder of content/."""
        return [path for path in self.documents if path.startswith(f"{kind}/")]


def a_desk() -> Desk:
    """Nine reports of three years on three topics, with all that the site can show."""
    bodies = [
        [FIRST, "Grain moved by the Tarn Board."],
        ["## A heading", BLOCKS[1], BLOCKS[4]],
        [BLOCKS[2], BLOCKS[15]],
        [BLOCKS[8], BLOCKS[10]],
        [BLOCKS[7], BLOCKS[17]],
        [BLOCKS[6], BLOCKS[18]],
        [BLOCKS[3], BLOCKS[11], "The quay again."],
        [BLOCKS[22], BLOCKS[21]],
        [BLOCKS[12], BLOCKS[9]],
    ]
    dates = ["2029-05-01", "2029-06-01", "2030-02-01", "2030-04-02", "2031-01-05", "2031-02-01", "2031-03-02"]
    dates += ["2031-04-02", "2031-05-20"]
    documents = {
        f"articles/r{n}.md": Document({"title": f"Report {n}", "date": date}, body)
        for n, (date, body) in enumerate(zip(dates, bodies, strict=True))
    }
    documents["articles/r3.md"].front |= {
        "source": "Quillon Wire",
        "events": REPORT["events"][2],
        "topics": "[cranes]",
    }
    documents["articles/r5.md"].front |= {"corrections": REPORT["corrections"][2], "image": REPORT["image"][1]}
    documents["articles/r6.md"].front |= {"source": "Tarn Post", "aliases": "[/old/a/]", "related": "[r0]"}
    documents["articles/r2.md"].front |= {"expires": "2031-06-03", "updated": "2031-05-31"}
    documents |= {
        "topics/ports.md": Document(
            {"title": "Ports", "terms": "[quay]", "reviewed": "2031-05-31"}, ["A brief, see [[r0]]."]
        ),
        "topics/grain.md": Document({"title": "Grain", "terms": "[grain]", "key_points": TOPIC["key_points"][2]}),
        "topics/cranes.md": Document({"title": "Cranes", "parent": "ports", "questions": TOPIC["questions"][2]}),
        "entities/venn.md": Document(
            {"name": "Orlo Venn", "kind": "person", "short_names": "[Venn]", "roles": ENTITY["roles"][1]},
            ["Of the quay."],
        ),
        "entities/board.md": Document({"name": "Tarn Board", "kind": "organisation"}),
        "entities/varnholt.md": Document({"name": "Varnholt", "kind": "place"}),
        "sources/quillon.md": Document({"name": "Quillon Wire", "reliability": "B"}, ["A wire."]),
        "pages/about.md": Document({"title": "About"}, ["Who we are, see [[r1]]."]),
    }
    return Desk(
        documents,
        {"title": "Varnholt Desk", "latest": "2", "description": None, "feeds": "{limit: 3}", "language": "en"},
        {path: number for number, path in enumerate(PICTURES)},
        {"robots-note.txt": "one", ".well-known/proof.txt": "two"},
    )


SETTINGS: dict[str, list[str | None]] = {
    "title": ["Varnholt Desk", "Tarn Desk"],
    "latest": ["2", "1", "20"],
    "description": [None, "What is new."],
    "language": ["en", "de"],
    "timezone": [None, "Asia/Kolkata"],
    "navigation": [None, "[grain]"],
    "feeds": [None, "{limit: 3}", "{limit: 3, full_text: true}", "{limit: 1}"],
    "publisher": [None, "{name: Varnholt Press}"],
}


def files_of(desk: Desk) -> dict[str, bytes]:
    """The files of the site's folder, by path."""
    files = {f"content/{path}": document.text.encode() for path, document in desk.documents.items()}
    settings = "".join(f"{key}: {value}\n" for key, value in desk.settings.items() if value is not None)
    files["site.yaml"] = settings.encode()
    files |= {path: picture(number) for path, number in desk.pictures.items()}
    files[PLAN] = b"%PDF plan"
    files |= {f"content/static/{name}": text.encode() for name, text in desk.static.items()}
    files |= {f"templates/{name}": text.encode() for name, text in _templates(frozenset(desk.templates)).items()}
    return files


@lru_cache
def _templates(edits: frozenset[str]) -> Mapping[str, str]:
    """The project's templates, with a macro behind a macro, and with `edits` made."""
    folder = ROOT / "templates"
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    made = {name: path.read_text("utf-8") for name, path in found.items()}
    made["parts/deep.html"] = "{% macro mark() %}<!-- stamped -->{% endmacro %}\n"
    pieces = made["parts/pieces.html"]
    assert '<p class="stamp">' in pieces
    marked = pieces.replace('<p class="stamp">', '{{ mark() }}<p class="stamp">')
    made["parts/pieces.html"] = '{% from "parts/deep.html" import mark %}\n' + marked
    for edit in edits:
        name, old, new = TEMPLATE_EDITS[edit]
        assert old in made[name], f"{name} has no {old}"
        made[name] = made[name].replace(old, new)
    return made


@lru_cache
def picture(number: int) -> bytes:
    """One of a few pictures, each of another size; every other one is wide enough for narrower copies."""
    data = io.BytesIO()
    Image.new("RGB", (602 + number if number % 2 else 2 + number, 3)).save(data, "png")
    return data.getvalue()


def lay_out(root: Path, files: Mapping[str, bytes], before: Mapping[str, bytes]) -> None:
    """Write those of `files` that differ from `before`, remove the others that were there.

    Their time stamps are those of a file system that counts whole seconds.
    """
    for path in before.keys() - files.keys():
        (root / path).unlink()
    for path, data in files.items():
        if before.get(path) != data:
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            now = int(time.time())
            os.utime(target, (now, now))
