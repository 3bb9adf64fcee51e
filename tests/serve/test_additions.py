"""What the preview adds to pages can be taken away again, and stands for the page as it is."""

import pytest

from briefkit.serve.additions import client_file, not_yet, shape_of, with_additions
from tests.served import without_additions

PAGE = b'<html>\n<head>\n<link rel="stylesheet" href="/assets/site.%s.css">\n</head>\n<body>%s</body>\n</html>\n'


@pytest.mark.parametrize(
    "page", [PAGE % (b"a1", b"A quay."), b"no head", b"", PAGE % (b"a1", b"&lt;/head> </head>"), not_yet()]
)
def test_what_is_added_can_be_removed(page: bytes) -> None:
    shown = with_additions(page)
    assert shown != page
    assert without_additions(shown) == page


def test_the_script_stands_at_the_end_of_the_head() -> None:
    assert b"</script>\n</head>" in with_additions(PAGE % (b"a1", b""))


def test_a_redirect_is_left_alone() -> None:
    page = b'<head><meta http-equiv="refresh" content="0; url=/"></head>'
    assert with_additions(page) == page


def test_a_shape_is_the_page_without_the_names_of_its_styles() -> None:
    one, other, third = (shape_of(PAGE % names) for names in ((b"a1", b"x"), (b"b2", b"x"), (b"a1", b"y")))
    assert one.digest == other.digest != third.digest
    assert (one.styles, other.styles) == (("/assets/site.a1.css",), ("/assets/site.b2.css",))


@pytest.mark.parametrize(
    ("path", "kind"), [("/.briefkit/preview.js", "text/javascript"), ("/.briefkit/preview.css", "text/css")]
)
def test_its_own_files_are_served(path: str, kind: str) -> None:
    answer = client_file(path)
    assert answer is not None
    assert answer.kind.startswith(kind)


@pytest.mark.parametrize(
    "path", ["/preview.js", "/.briefkit/", "/.briefkit/not-yet.html", "/.briefkit/../additions.py", "/x/preview.js"]
)
def test_no_other_file_of_the_package_is(path: str) -> None:
    assert client_file(path) is None
