"""Share images: which page is shown with which, and when they are drawn again."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.sites import Built, article, make_site, topic

DESK = (
    topic("ports", "terms: [quay]")
    + topic("grain", "terms: [grain]")
    + article("a", body="Grain on a quay.")
    + article("b", body="Words.", date="2031-03-01")
    + article("wide", "image: {src: wide.png, alt: A quay}", "A quay.", "2031-02-01")
    + article("small", "image: {src: small.png, alt: A quay}", "A quay.", "2031-01-01")
)
BASE = "https://brief.example/briefing/"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = make_site(tmp_path_factory.mktemp("share"), DESK)
    (site.root / "content/media").mkdir()
    for name, width in (("wide", 800), ("small", 40)):
        Image.new("RGB", (width, 40)).save(site.root / f"content/media/{name}.png")
    return site.build(base_url=BASE)


def told(built: Built, address: str) -> dict[str, str]:
    tags = built.page(address).cssselect("meta[property^='og:image'], meta[name^='twitter:']")
    return {tag.get("property") or tag.get("name"): tag.get("content") for tag in tags}


def test_every_page_is_shared_with_a_large_picture_that_is_there(built: Built) -> None:
    for address in built.addresses():
        found = told(built, address)
        assert found["twitter:card"] == "summary_large_image"
        assert found["og:image:alt"]
        data = built.data(found["og:image"].removeprefix("https://brief.example/briefing"))
        assert Image.open(BytesIO(data)).size == (int(found["og:image:width"]), int(found["og:image:height"]))


def test_a_topic_has_its_own_card_and_other_pages_the_sites(built: Built) -> None:
    assert told(built, "/topics/ports/")["og:image"] == f"{BASE}topics/ports/share.png"
    assert built.data("/topics/ports/share.png") != built.data("/topics/grain/share.png")
    for address in ("/", "/archive/", "/articles/b/"):
        assert told(built, address)["og:image"] == f"{BASE}share.png"


def test_a_report_has_its_own_picture_or_its_first_topics_card(built: Built) -> None:
    assert told(built, "/articles/wide/")["og:image"].startswith(f"{BASE}media/wide.")
    assert told(built, "/articles/wide/")["og:image:alt"] == "A quay"
    assert told(built, "/articles/a/")["og:image"] == f"{BASE}topics/grain/share.png"
    small = told(built, "/articles/small/")["og:image"]
    assert small == f"{BASE}topics/ports/share.png", "too small to be shown large"


def test_a_card_is_drawn_again_when_its_title_changes_and_for_nothing_else(tmp_path: Path) -> None:
    site = make_site(tmp_path, topic("ports", "terms: [quay]") + article("a", body="A quay."))
    site.build()
    site.write(topic("ports", "terms: [quay]\nsummary: Open.") + article("a", body="Another quay."))
    made = site.build().outcome.made
    assert "/topics/ports/" in made
    assert not [address for address in made if address.endswith("share.png")]
    site.write("-- content/topics/ports.md --\n---\ntitle: Harbours\nterms: [quay]\n---\n")
    assert [address for address in site.build().outcome.made if address.endswith(".png")] == [
        "/topics/ports/share.png"
    ]
