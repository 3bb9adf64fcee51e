"""The limits of Pages: near them there is a warning, past them nothing is published."""

from briefkit.deploy.limits import FILE_BYTES, SITE_BYTES, near_limits, past_limits


def test_a_small_site_is_neither_near_nor_past_anything() -> None:
    sizes = {"index.html": 4_000, "media/chart.png": 2_000_000}
    assert (past_limits(sizes), near_limits(sizes, 12)) == ([], [])


def test_a_file_near_its_limit_is_named_and_one_past_it_forbids() -> None:
    assert [line.split()[0] for line in near_limits({"a.pdf": FILE_BYTES - 1, "b.pdf": 10}, 1)] == ["a.pdf"]
    assert past_limits({"a.pdf": FILE_BYTES}) == []
    assert [line.split()[0] for line in past_limits({"a.pdf": FILE_BYTES + 1, "b.pdf": 10})] == ["a.pdf"]


def test_many_files_together_come_near_the_limit_and_past_it() -> None:
    tenth = SITE_BYTES // 20
    assert near_limits({str(n): tenth for n in range(15)}, 1) == []
    assert len(near_limits({str(n): tenth for n in range(18)}, 1)) == 1
    assert past_limits({str(n): tenth for n in range(20)}) == []
    assert len(past_limits({str(n): tenth for n in range(21)})) == 1


def test_a_build_that_takes_nearly_as_long_as_pages_would_wait_is_warned_of() -> None:
    assert near_limits({}, 60) == []
    assert len(near_limits({}, 500)) == 1
