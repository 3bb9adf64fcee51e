"""A site's own look, as templates/README.md tells it: the examples there are taken from the page and tried."""

import re
from pathlib import Path

from tests.sites import ROOT, Site, article, make_site, topic, words

README = (ROOT / "templates/README.md").read_text("utf-8")
DESK = topic("ports", "terms: [quay]", "The standing brief.") + article("a", body="A quay.")


def example(language: str, containing: str) -> str:
    (found,) = [text for text in re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL) if containing in text]
    return found


def overridden(folder: Path, template: str, renamed: str) -> Site:
    """A site in which `template` is the README's, which extends the one that came, `renamed`."""
    site = make_site(folder, DESK)
    (site.root / "templates" / template).rename(site.root / "templates" / renamed)
    site.write(f"-- templates/{template} --\n{example('jinja', renamed)}")
    return site


def test_another_footer_is_written_without_copying_the_frame(tmp_path: Path) -> None:
    built = overridden(tmp_path, "layout.html", "frame.html").build()
    for address in built.addresses():
        (footer,) = built.page(address).cssselect("footer")
        assert "Written by the night desk." in words(footer), address
    assert built.quoted("/topics/ports/") == ["A quay."]
    assert built.broken_links() == []


def test_one_part_of_a_briefing_is_changed_without_copying_the_page(tmp_path: Path) -> None:
    built = overridden(tmp_path, "topic.html", "briefing.html").build()
    main = words(built.main("/topics/ports/"))
    assert "The standing brief." not in main
    assert main.index("A quay.") < main.index("Corrections to the night desk, please.")


def test_ten_lines_change_the_look_of_every_page(tmp_path: Path) -> None:
    lines = example("css", "--paper")
    assert len(lines.splitlines()) == 10
    site = make_site(tmp_path, DESK)
    sheet = site.root / "templates/assets/site.css"
    begin, end = sheet.read_text("utf-8").split("/* 2. Ground */")
    sheet.write_text(f"{begin}{lines}/* 2. Ground */{end}", "utf-8")
    built = site.build()
    styles = {link.get("href") for a in built.addresses() for link in built.page(a).cssselect("link[rel=stylesheet]")}
    (style,) = styles
    properties = set(re.findall(r"--[a-z]+(?=:)", lines))
    assert properties
    for name in properties:
        assert f"var({name})" in built.text(style), f"{name} is of no effect"
