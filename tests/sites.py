"""Small whole sites for tests: a site written as one string, built in this process, looked at as a reader would.

    site = make_site(tmp_path, '''
        -- content/articles/harbour.md --
        ---
        title: Harbour talks
        date: 2031-04-02
        ---
        The talks opened at noon.
    ''')
    built = site.build()
    built.page("/articles/harbour/").cssselect("h1")

The form is that of Hugo's and Go's txtar tests. Everything in these sites is made up.
"""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html
from lxml.html import HtmlElement

from briefkit.model.issues import Issue
from briefkit.pipeline import build, check
from briefkit.request import Outcome, Request

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2031, 6, 1, 12, tzinfo=UTC)
BASE_URL = "https://brief.example/"

_FILE = re.compile(r"^-- (\S.*?) --\n", re.MULTILINE)
_LINKS = ("href", "src", "cite", "data-module")


def files_in(text: str) -> dict[str, str]:
    """The files that `text` holds, by path: each begins with a line `-- path --`."""
    pieces = _FILE.split(dedent(text))
    assert not pieces[0].strip(), f"this stands before the first file: {pieces[0]!r}"
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def make_site(folder: Path, text: str = "", name: str = "site") -> "Site":
    """A site in `folder/name`: the files of `text`, the project's templates and, if none is given, a site.yaml.

    A folder for reports is always there, if an empty one.
    """
    root = folder / name
    (root / "content" / "articles").mkdir(parents=True)
    shutil.copytree(ROOT / "templates", root / "templates")
    site = Site(root)
    site.write("-- site.yaml --\ntitle: Varnholt Desk\n")
    site.write(text)
    return site


def article(slug: str, front: str = "", body: str = "", date: str = "2031-04-02", title: str = "") -> str:
    """A report as a piece of a site's text. `front` are further lines of front matter."""
    heading = title or slug.replace("-", " ").capitalize()
    lines = "\n".join(
        line
        for line in (f"title: {json.dumps(heading, ensure_ascii=False)}", f"date: {date}", dedent(front).strip())
        if line
    )
    return f"-- content/articles/{slug}.md --\n---\n{lines}\n---\n{dedent(body)}\n"


def topic(slug: str, front: str = "", body: str = "") -> str:
    """A topic as a piece of a site's text, titled after its slug."""
    lines = f"title: {slug.capitalize()}\n{dedent(front).strip()}".strip()
    return f"-- content/topics/{slug}.md --\n---\n{lines}\n---\n{dedent(body)}\n"


def entity(slug: str, name: str, kind: str = "organisation", front: str = "") -> str:
    """An entity as a piece of a site's text."""
    lines = f"name: {json.dumps(name, ensure_ascii=False)}\nkind: {kind}\n{dedent(front).strip()}".strip()
    return f"-- content/entities/{slug}.md --\n---\n{lines}\n---\n"


def run(*arguments: object, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python build.py` with these arguments in a process of its own, as a user runs it."""
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def words(element: HtmlElement) -> str:
    """What a reader sees of `element`, white space folded."""
    return " ".join(element.text_content().split())


def hrefs(element: HtmlElement, selector: str = "a[href]") -> list[str]:
    """Where the links in `element` lead, in order."""
    return [link.get("href") for link in element.cssselect(selector)]


@dataclass(frozen=True)
class Site:
    """A site's folder, to be edited and built, as often as a test likes."""

    root: Path

    def write(self, text: str) -> None:
        """Write the files of `text`."""
        for path, content in files_in(text).items():
            self.write_bytes(path, content.encode())

    def write_bytes(self, path: str, data: bytes) -> None:
        """Write one file."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def remove(self, path: str) -> None:
        """Delete one file."""
        (self.root / path).unlink()

    def request(self, **flags: Any) -> Request:
        """A request for this site; search is off unless asked for."""
        given = {"output": self.root / "output", "now": NOW, "base_url": BASE_URL, "search": False} | flags
        return Request(root=self.root, **given)

    def build(self, **flags: Any) -> "Built":
        """Build; `flags` are fields of a Request. A build that was refused fails the test."""
        built = self.try_build(**flags)
        assert built.outcome.site is not None, "\n".join(map(str, built.issues))
        return built

    def try_build(self, **flags: Any) -> "Built":
        """Build, whatever comes of it."""
        request = self.request(**flags)
        return Built(build(request), request.output, request.base_url or BASE_URL)

    def check(self, **flags: Any) -> tuple[Issue, ...]:
        """What `check` says."""
        return check(self.request(**flags))


@dataclass(frozen=True)
class Built:
    """A built site (or what became of the attempt), asked by address, without the base path."""

    outcome: Outcome
    folder: Path
    base_url: str

    @property
    def issues(self) -> tuple[Issue, ...]:
        return self.outcome.issues

    @property
    def rules(self) -> list[str]:
        """The rules of all issues, in the order told."""
        return [issue.rule for issue in self.issues]

    @property
    def base_path(self) -> str:
        return urlsplit(self.base_url).path

    def file(self, address: str) -> Path:
        """The file behind `address`."""
        name = address.lstrip("/")
        return self.folder / (f"{name}index.html" if not name or name.endswith("/") else name)

    def has(self, address: str) -> bool:
        return self.file(address).is_file()

    def data(self, address: str) -> bytes:
        return self.file(address).read_bytes()

    def text(self, address: str) -> str:
        return self.data(address).decode()

    def page(self, address: str) -> HtmlElement:
        """A page as a tree; `cssselect` finds things in it."""
        return html.document_fromstring(self.text(address))

    def main(self, address: str) -> HtmlElement:
        """The part of a page that is its own."""
        (main,) = self.page(address).cssselect("main")
        return main

    def files(self) -> dict[str, bytes]:
        """All files by path."""
        found = (path for path in sorted(self.folder.rglob("*")) if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}

    def addresses(self) -> list[str]:
        """The addresses of all HTML pages."""
        names = [name for name in self.files() if name.endswith(".html")]
        return [f"/{name.removesuffix('index.html')}" for name in names]

    def indexed(self) -> dict[str, dict[str, Any]]:
        """What the search index knows of each page, by its address."""
        return {address: page for pages in self.indexed_by_era().values() for address, page in pages.items()}

    def indexed_by_era(self) -> dict[str, dict[str, dict[str, Any]]]:
        """The same, bundle by bundle: by year where the index is cut so, else under ""."""
        found: dict[str, dict[str, dict[str, Any]]] = {}
        for entry in sorted((self.folder / "pagefind").rglob("pagefind-entry.json")):
            era = entry.parent.relative_to(self.folder / "pagefind").as_posix().replace(".", "")
            found[era] = self._fragments(entry.parent / "fragment")
        return found

    def _fragments(self, folder: Path) -> dict[str, dict[str, Any]]:
        found = {}
        for path in sorted(folder.glob("*.pf_fragment")):
            fragment = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
            found[fragment["url"]] = fragment
        return found

    def quotations(self, address: str) -> list["Quoted"]:
        """The passages of reports that the page quotes."""
        return [Quoted(self, element) for element in self.page(address).cssselect("blockquote[cite]")]

    def quoted(self, address: str) -> list[str]:
        """The words of the page's quotations."""
        return [quotation.words for quotation in self.quotations(address)]

    def target(self, link: str, page: str = "/") -> HtmlElement | None:
        """What `link`, standing on `page`, leads to: an element with an id, or a whole page; None if to nothing."""
        parts = urlsplit(self.url(link, page))
        if not parts.path.startswith(self.base_path) or not self.has(f"/{self._name(parts.path)}"):
            return None
        if not parts.fragment:
            return html.Element("html")
        found = self.page(f"/{self._name(parts.path)}").get_element_by_id(unquote(parts.fragment), None)
        return found

    def url(self, link: str, page: str = "/") -> str:
        """`link`, standing on `page`, in full."""
        return urljoin(self.base_url.rstrip("/") + page, link)

    def is_own(self, link: str, page: str = "/") -> bool:
        """Whether `link` leads to this site's host."""
        return urlsplit(self.url(link, page))[:2] == urlsplit(self.base_url)[:2]

    def links(self) -> Iterator[tuple[str, str]]:
        """Every page with every link in it, whatever attribute holds it."""
        for address in self.addresses():
            page = self.page(address)
            for element in page.iter():
                for name in _LINKS:
                    if element.get(name):
                        yield address, element.get(name)
                if element.get("property") in ("og:url", "og:image"):
                    yield address, element.get("content")
                if (element.get("http-equiv") or "").lower() == "refresh":
                    yield address, element.get("content").split("url=")[1]

    def broken_links(self) -> list[tuple[str, str]]:
        """Links into this site that lead nowhere, each with the page it stands on."""
        ids: dict[str, set[str]] = {}
        broken = []
        for page, link in self.links():
            if not self.is_own(link, page):
                continue
            parts = urlsplit(self.url(link, page))
            address = f"/{self._name(parts.path)}"
            found = parts.path.startswith(self.base_path) and self.has(address)
            if found and parts.fragment:
                if address not in ids:
                    ids[address] = {element.get("id") for element in self.page(address).cssselect("[id]")}
                found = unquote(parts.fragment) in ids[address]
            if not found:
                broken.append((page, link))
        return broken

    def reachable(self) -> set[str]:
        """Pages that a reader gets to from the front page by links alone."""
        seen, waiting = {"/"}, ["/"]
        pages = set(self.addresses())
        while waiting:
            here = waiting.pop()
            for link in hrefs(self.page(here)):
                parts = urlsplit(self.url(link, here))
                address = f"/{self._name(parts.path)}"
                if self.is_own(link, here) and address in pages and address not in seen:
                    seen.add(address)
                    waiting.append(address)
        return seen

    def _name(self, path: str) -> str:
        return unquote(path).removeprefix(self.base_path)


@dataclass(frozen=True)
class Quoted:
    """A passage of a report, quoted on a page."""

    built: Built
    element: HtmlElement

    @property
    def cite(self) -> str:
        return self.element.get("cite")

    @property
    def words(self) -> str:
        return words(self.element)

    @property
    def report(self) -> HtmlElement:
        """The nearest element around the quotation that tells a date: source and link must stand there too."""
        return next(around for around in self.element.iterancestors() if around.cssselect("time"))

    def faults(self) -> list[str]:
        """What is wrong with it by the sixth law: nothing is quoted without its source."""
        found = []
        target = self.built.target(self.cite)
        if target is None:
            found.append(f"{self.cite} leads nowhere")
        elif words(target) != self.words:
            found.append(f"{self.cite} says {words(target)!r}, not {self.words!r}")
        if self.report.tag != "article":
            found.append(f"{self.cite} stands under no date")
        elif self.cite not in hrefs(self.report):
            found.append(f"nothing leads to {self.cite}")
        if self.element.cssselect("[id]"):
            found.append(f"{self.cite} carries an id, which belongs to the passage alone")
        return found
