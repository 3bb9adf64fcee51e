"""Series: each report that names one has a place in it, counted from the oldest."""

from pathlib import Path

from briefkit.views.series import Instalment, instalments
from tests.sites import article, make_site


def test_each_part_of_a_series_knows_its_number_and_its_neighbours(tmp_path: Path) -> None:
    desk = "".join(article(f"r{n}", "series: The harbour papers", date=f"2031-04-0{n}") for n in (3, 1, 2))
    desk += article("letter", "series: Letters", date="2031-04-02") + article("none")
    site = make_site(tmp_path, desk).build().outcome.site
    assert site is not None
    assert instalments(site.reports) == {
        "r1": Instalment("The harbour papers", 1, None, "r2"),
        "r2": Instalment("The harbour papers", 2, "r1", "r3"),
        "r3": Instalment("The harbour papers", 3, "r2", None),
        "letter": Instalment("Letters", 1, None, None),
    }
