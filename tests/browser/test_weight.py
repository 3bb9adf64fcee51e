"""What a reader of the project's own site downloads, compressed as a server would: before search is used, and to use it."""

import gzip
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response, expect

from tests.browser.conftest import Served


class Scale:
    """The weight of everything that a page has loaded, in bytes by path."""

    def __init__(self, page: Page) -> None:
        self.responses: list[Response] = []
        page.on("response", self._note)

    def _note(self, response: Response) -> None:
        self.responses.append(response)

    def weights(self) -> dict[str, int]:
        found = {}
        for response in self.responses:
            body = response.body()
            found[urlsplit(response.url).path] = min(len(body), len(gzip.compress(body, 9)))
        return found


def of_kind(weights: dict[str, int], suffix: str) -> int:
    return sum(weight for path, weight in weights.items() if path.endswith(suffix))


def test_a_report_its_styles_and_its_scripts_are_light(page: Page, own: Served) -> None:
    scale = Scale(page)
    page.goto(f"{own.address}articles/india-israel-defence-ties/", wait_until="networkidle")
    weights = scale.weights()
    assert of_kind(weights, ".css") and of_kind(weights, ".js")
    assert of_kind(weights, ".css") <= 12_000
    assert of_kind(weights, ".js") <= 6_000
    assert sum(weights.values()) <= 30_000


def test_opening_search_and_asking_fetches_little(page: Page, own: Served) -> None:
    page.goto(f"{own.address}articles/india-israel-defence-ties/", wait_until="networkidle")
    scale = Scale(page)
    page.keyboard.press("Control+k")
    page.locator("dialog [name=q]").fill("Sudarshan")
    expect(page.locator("#search-results > li")).to_have_count(1)
    page.wait_for_load_state("networkidle")
    weights = scale.weights()
    assert any("pagefind" in path for path in weights)
    assert sum(weights.values()) <= 150_000
