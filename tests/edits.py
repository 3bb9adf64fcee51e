"""A desk on which every question gets asked, and edits of every kind that an editor may make to it."""

from collections.abc import Callable, Iterator

from tests.desks import BLOCKS, FIRST_ID, PICTURES, REPORT, TOPIC, Desk, Document, a_desk

Edit = Callable[[Desk], object]


def rich() -> Desk:
    """A desk on which every question that there is gets asked."""
    desk = a_desk()
    desk.documents["articles/gone.md"] = Document(
        {"title": "Gone", "date": "2031-01-01", "expires": "2031-02-01", "aliases": "[/old/gone/]"}, ["No more."]
    )
    desk.documents["articles/r8.md"].front["related"] = "[r0, r1]"
    for number in (1, 3, 6):
        desk.documents[f"articles/r{number}.md"].front["series"] = "Harbour letters"
    desk.documents["pages/method.md"] = Document({"title": "Method"}, ["By rules."])
    return desk


def front(path: str, **given: str | None) -> Edit:
    return lambda desk: desk.documents[path].front.update(given)


def words(path: str, *blocks: str) -> Edit:
    return lambda desk: desk.documents[path].blocks.__setitem__(slice(None), blocks)


def every_edit() -> Iterator[tuple[str, Edit]]:
    """Each key of a report and a topic with each of its values, and edits of other kinds."""
    for key, values in REPORT.items():
        for value in values:
            yield f"{key}: {value}", front("articles/r3.md", **{key: value})
    for key, values in TOPIC.items():
        for value in values:
            yield f"topic {key}: {value}", front("topics/ports.md", **{key: value})
    for number, block in enumerate(BLOCKS[:-1]):
        yield f"block {number}", words("articles/r1.md", block, *a_desk().documents["articles/r1.md"].blocks)
    yield "estimated", front("articles/gone.md", date_estimated="true")
    yield "withdrawn", front("articles/gone.md", title="Gone for good")
    yield "kind", front("entities/venn.md", kind="organisation")
    yield "name", front("entities/board.md", name="Board of Tarn")
    yield "renamed", front("entities/board.md", name="Board of Tarn", aliases="[Tarn Board]")
    yield "called otherwise", front("articles/r1.md", title="Called otherwise")
    yield "roles", front("entities/venn.md", roles="[{title: Consul}]")
    yield "source", front("sources/quillon.md", name="Quillon", country="Tarn", reliability="F")
    yield "capitals", front("sources/quillon.md", name="QUILLON WIRE")
    yield "spelling", front("articles/r6.md", source="TARN POST")
    yield "page", front("pages/about.md", title="Method")
    yield "second page", words("pages/method.md", "By other rules.")
    yield "picture", lambda desk: desk.pictures.update({PICTURES[0]: 3})
    yield "brief", words("topics/ports.md", f"A brief, see [[r0#{FIRST_ID}]].")
    yield "deleted", lambda desk: desk.documents.pop("articles/r5.md")
