"""An edition follows its redirects."""

from briefkit.editions.edition import Edition


def test_what_stood_at_an_old_address_is_found_behind_its_redirects() -> None:
    edition = Edition(redirects={"/a/": "/b/", "/b/": "/c/"})
    assert [edition.now_at(address) for address in ("/a/", "/c/", "/other/")] == ["/c/", "/c/", "/other/"]


def test_redirects_in_a_circle_end() -> None:
    circle = Edition(redirects={"/into/": "/a/", "/a/": "/b/", "/b/": "/a/"})
    assert [circle.now_at(address) for address in ("/a/", "/into/")] == ["/b/", "/b/"]
