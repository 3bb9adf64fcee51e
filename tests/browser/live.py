"""A site that is built, visited, edited and built again behind one address: what a browser keeps of it stays."""

from mimetypes import guess_type
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import BrowserContext, Route

from tests.sites import Built, Site

ORIGIN = "http://127.0.0.1:9"
BASE_PATH = "/briefing/"


class Live:
    """`site` as it was built last, at one address for every browser that it is served to."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._built: Built | None = None

    def build(self, **flags: Any) -> Built:
        """Build the site as it is written now, and show that from here on."""
        self._built = self.site.build(base_url=f"https://brief.example{BASE_PATH}", **flags)
        return self._built

    def url(self, address: str) -> str:
        """Where the browser finds `address`."""
        return f"{ORIGIN}{BASE_PATH}{address.lstrip('/')}"

    def serve(self, context: BrowserContext) -> None:
        """Answer what pages of `context` ask for from the folder, without a server."""
        context.route(f"{ORIGIN}/**", self._answer)

    def _answer(self, route: Route) -> None:
        assert self._built is not None
        path = unquote(urlsplit(route.request.url).path)
        file = self._built.file(f"/{path.removeprefix(BASE_PATH)}")
        if path.startswith(BASE_PATH) and file.is_file():
            kind = guess_type(file.name)[0] or "application/octet-stream"
            route.fulfill(body=file.read_bytes(), content_type=f"{kind}; charset=utf-8")
        else:
            route.fulfill(status=404)
