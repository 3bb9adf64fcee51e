"""A real browser over the package's own server. Every test also fails on console noise and foreign requests."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import OwnSite, find_chromium
from tests.served import folder_server
from tests.sites import article, entity, make_site, topic

BASE_PATHS = ["/", "/briefing/"]
OPTIONS = """
    --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-dev-shm-usage --disable-component-update --disable-sync
""".split()

# Where a policy is broken, the page itself says so; the console alone may not name a blocked worker.
NOTE_VIOLATIONS = """
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`CSP: ${violatedDirective} ${blockedURI}`));
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.fail(f"no browser found: {os.environ.get('CHROMIUM') or 'chromium'}; install it or set CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield browser
        browser.close()


@dataclass
class Served:
    """A site on the server; `address` ends with the base path."""

    address: str
    base_path: str
    origin: str


def desk_text(name: str) -> str:
    """A small made-up site: enough reports for filters, order and more than one page of results.

    Those called `eras` and `shards` have a search index that is cut by year, as sites of many thousand reports do.
    """
    eras = "search:\n  eras: always\n" if name in ("eras", "shards") else ""
    crowd = "".join(
        article(
            f"tide-{n:02}",
            "source: Quillon Wire",
            f"Tide table number {n} of the lantern fleet.",
            f"2030-{n % 12 + 1:02}-11",
        )
        for n in range(1, 15)
    )
    return (
        f"-- site.yaml --\ntitle: Varnholt Desk\nlatest: 5\n{eras}"
        + topic("ports", "terms: [quay, harbour]")
        + topic("grain", "terms: [barley]")
        + entity("orlo-venn", "Orlo Venn", "person")
        + article(
            "opening",
            "source: Quillon Wire",
            "Ostmark has a new harbour.\n\nOrlo Venn lit the beacon called Amber Heron.\n\nBarley waits on the quay.",
            "2031-04-02",
            "Harbour opens",
        )
        + article(
            "delay",
            "source: Harrow Dispatch",
            "The barley ship is late; the beacon waits.",
            "2031-05-06",
            "Ship late",
        )
        + article(
            "plan", "source: Harrow Dispatch", "A beacon is planned for the quay.", "2029-01-05", "Beacon planned"
        )
        + article(
            "escape",
            body="A <b>bold</b> &lt;img src=x onerror=alert(1)&gt; beacon.",
            date="2030-02-02",
            title="<i>Tags</i> & beacons",
        )
        + article("lit", "lang: he", "המגדלור נדלק אתמול.", "2029-01-01", "המגדלור")
        + crowd
        + "-- content/pages/about.md --\n---\ntitle: About\n---\nMade up.\n"
    )


@pytest.fixture(scope="session")
def serve(own_site: OwnSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, str], Served]]:
    """Sites by name and base path, each built once a process and served until its end."""
    running: dict[tuple[str, str], Served] = {}
    with ExitStack() as stack:

        def served(name: str, base_path: str) -> Served:
            if (name, base_path) not in running:
                base_url = f"https://brief.example{base_path}"
                if name == "own":
                    folder = own_site(base_url, search=True).folder
                else:
                    site = make_site(tmp_path_factory.mktemp("desk"), desk_text(name))
                    with pytest.MonkeyPatch.context() as patch:
                        if name == "shards":
                            patch.setattr("briefkit.views.shards.FULL", 3)
                        folder = site.build(base_url=base_url, search=True).folder
                server = stack.enter_context(folder_server(folder, base_path))
                origin = f"http://127.0.0.1:{server.server_port}"
                running[name, base_path] = Served(origin + base_path, base_path, origin)
            return running[name, base_path]

        yield served


@pytest.fixture(params=BASE_PATHS)
def own(request: pytest.FixtureRequest, serve: Callable[[str, str], Served]) -> Served:
    """The project's own site."""
    return serve("own", request.param)


@pytest.fixture
def desk(serve: Callable[[str, str], Served]) -> Served:
    """A small made-up site below a path, where more can go wrong than at the root."""
    return serve("desk", "/briefing/")


@pytest.fixture(params=[("eras", "/"), ("eras", "/briefing/"), ("shards", "/"), ("shards", "/briefing/")])
def eras(request: pytest.FixtureRequest, serve: Callable[[str, str], Served]) -> Served:
    """The same, with a search bundle for each year, or with several: readers cannot tell."""
    return serve(*request.param)


@pytest.fixture
def shards(serve: Callable[[str, str], Served]) -> Served:
    """The same, with a search bundle for at most three reports."""
    return serve("shards", "/briefing/")


@pytest.fixture(params=BASE_PATHS)
def any_desk(request: pytest.FixtureRequest, serve: Callable[[str, str], Served]) -> Served:
    """The same, at the root too: for what builds addresses."""
    return serve("desk", request.param)


@dataclass
class Watch:
    """What a browser said and asked for during a test."""

    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def since(self, mark: int) -> list[str]:
        return self.requests[mark:]


@pytest.fixture
def watch() -> Watch:
    return Watch()


def watched(context: BrowserContext, watch: Watch) -> BrowserContext:
    """`context` with everything it says and asks for noted."""
    context.set_default_timeout(10_000)
    context.add_init_script(NOTE_VIOLATIONS)
    context.on("console", lambda message: watch.console.append(f"{message.type}: {message.text}"))
    context.on("weberror", lambda error: watch.console.append(f"error: {error.error}"))
    context.on("request", lambda request: watch.requests.append(request.url))
    return context


def assert_quiet(watch: Watch) -> None:
    foreign = [url for url in watch.requests if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))]
    assert (watch.console, foreign) == ([], [])


@pytest.fixture
def page(chromium: Browser, watch: Watch) -> Iterator[Page]:
    """A fresh tab of a desktop browser; at the end its console must be empty, and nothing foreign asked for."""
    context = watched(chromium.new_context(viewport={"width": 1280, "height": 800}), watch)
    yield context.new_page()
    context.close()
    assert_quiet(watch)


@pytest.fixture
def plain_page(chromium: Browser, watch: Watch) -> Iterator[Page]:
    """The same without JavaScript."""
    context = chromium.new_context(java_script_enabled=False)
    context.on("console", lambda message: watch.console.append(message.text))
    context.on("request", lambda request: watch.requests.append(request.url))
    yield context.new_page()
    context.close()
    assert_quiet(watch)
