"""The one builder of addresses: no other code joins a path."""

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, unquote, urlsplit

from briefkit.model.names import Address, Slug
from briefkit.model.snapshot import Media

HOME = Address("/")
TOPICS = Address("/topics/")
ENTITIES = Address("/entities/")
SOURCES = Address("/sources/")
TIMELINE = Address("/timeline/")
TIMELINE_CSV = Address("/timeline.csv")
TIMELINE_JSON = Address("/timeline.json")
ARCHIVE = Address("/archive/")
CORRECTIONS = Address("/corrections/")
SEARCH = Address("/search/")
NOT_FOUND = Address("/404.html")
OPENSEARCH = Address("/opensearch.xml")
LLMS = Address("/llms.txt")
SITEMAP = Address("/sitemap.xml")
ROBOTS = Address("/robots.txt")
SEARCH_BUNDLE = Address("/pagefind/")


def article(slug: Slug) -> Address:
    """The address of a report."""
    return Address(f"/articles/{slug}/")


def topic(slug: Slug) -> Address:
    """The address of a topic briefing."""
    return Address(f"/topics/{slug}/")


def entity(slug: Slug) -> Address:
    """The address of a person, organisation, place, ..."""
    return Address(f"/entities/{slug}/")


def source(slug: Slug) -> Address:
    """The address of an agency or outlet."""
    return Address(f"/sources/{slug}/")


def page(slug: Slug) -> Address:
    """The address of a free page such as `about`."""
    return Address(f"/{slug}/")


def media(name: str) -> Address:
    """The address of a published picture or file; `name` carries a hash of its content."""
    return Address(f"/media/{name}")


def asset(name: str) -> Address:
    """The address of a theme's file; `name` carries a hash of its content."""
    return Address(f"/assets/{name}")


SEARCH_EDITION = "pagefind/edition.txt"
"""The file, in the output folder, that changes whenever any part of the search index does."""


def search_folder(shard: str) -> str:
    """The folder, relative to the output folder, of a shard of the search index; of the only bundle for ""."""
    bundle = SEARCH_BUNDLE.lstrip("/")
    return f"{bundle}{shard}/" if shard else bundle


def year(listing: Address, number: int, part: int = 1) -> Address:
    """Part `part` (from 1, the oldest) of year `number` of the list that stands at `listing`."""
    return Address(f"{listing}{number}/" if part == 1 else f"{listing}{number}/{part}/")


def feed(listing: Address) -> Address:
    """The Atom feed beside a page."""
    return Address(f"{listing}feed.xml")


def json_feed(listing: Address) -> Address:
    """The JSON Feed beside a page."""
    return Address(f"{listing}feed.json")


def calendar(listing: Address) -> Address:
    """The calendar beside a page: a topic's, or the whole site's beside the home page."""
    return Address(f"{listing}calendar.ics")


TWIN = "index.md"
"""The file beside a page that holds the same in Markdown."""


def twin(page: Address) -> Address:
    """The twin of a page: the same in Markdown."""
    return Address(f"{page}{TWIN}")


def sitemap_part(number: int) -> Address:
    """One of the sitemaps, counted from 1, that the index at `SITEMAP` names where one would be too long."""
    return Address(f"/sitemap-{number}.xml")


def share(listing: Address) -> Address:
    """The picture that stands for a page where it is shared: a topic's, or the site's beside the home page."""
    return Address(f"{listing}share.png")


def file_of(address: Address) -> str:
    """The file that serves `address`, relative to the output folder."""
    name = address.lstrip("/")
    return f"{name}index.html" if not name or name.endswith("/") else name


def served_at(name: str) -> Address:
    """The address that the file `name`, relative to the output folder, serves: `file_of` the other way round."""
    address = f"/{name}"
    return Address(address.removesuffix("index.html") if address.endswith("/index.html") else address)


def folders_above(name: str) -> list[str]:
    """The folders that the file `name` lies in, from the outermost: `a` and `a/b` for `a/b/c`."""
    parts = name.split("/")[:-1]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


SIZES = "(min-width: 40rem) 37rem, 100vw"
"""How wide a report's pictures are shown, as the attribute `sizes` says it: site.css's measure, or the window."""


def srcset(links: "Links", picture: Media) -> str:
    """A picture in all its widths, as the attribute `srcset` wants it; "" where there is but one."""
    narrower = picture.narrower
    every = [*narrower.items(), (picture.width, picture.name)] if narrower else []
    return ", ".join(f"{links.href(media(name))} {width}w" for width, name in every)


_ADDRESS_CHARACTERS = "/%:@!$&'()*+,;=~"


_PLAIN = re.compile("[A-Za-z0-9_.~/-]*")
"""What `quote` would leave as it is, as nearly all addresses and the ids of all passages."""


@cache
def _cut(base_url: str) -> tuple[str, str]:
    """Scheme and host of `base_url`, and the path that follows."""
    path = urlsplit(base_url).path or "/"
    return base_url.removesuffix(path), path


@cache
def _encoded(base_url: str, address: Address) -> str:
    """The path of `address` under `base_url`, percent-encoded; a site asks for few addresses, each many times."""
    path = address.lstrip("/")
    return _encoded_path(base_url) + (path if _PLAIN.fullmatch(path) else quote(path))


@cache
def _encoded_path(base_url: str) -> str:
    """The path of `base_url`, which the writer may have encoded already: only what no address may hold is encoded."""
    return quote(_cut(base_url)[1], safe=_ADDRESS_CHARACTERS)


@dataclass(frozen=True, slots=True)
class Links:
    """Turns addresses into links under one `base_url` (absolute, ending in a slash)."""

    base_url: str

    @property
    def base_path(self) -> str:
        """The path that the site lives under, with a slash at both ends."""
        return _cut(self.base_url)[1]

    @property
    def origin(self) -> str:
        """Scheme and host of the site, without a trailing slash."""
        return _cut(self.base_url)[0]

    @property
    def readable(self) -> str:
        """The site's address as people say it: host and path."""
        return f"{urlsplit(self.base_url).netloc}{self.base_path}".removesuffix("/")

    def href(self, address: Address, fragment: str = "") -> str:
        """A root-relative link to `address`, percent-encoded."""
        path = _encoded(self.base_url, address)
        if not fragment:
            return path
        return f"{path}#{fragment if _PLAIN.fullmatch(fragment) else quote(fragment)}"

    def address(self, written: str) -> Address:
        """The address that is meant by what somebody copied or typed: a link, a path, or a file of the output."""
        try:
            path = unquote(urlsplit(written).path)
        except ValueError:  # brackets that hold no host
            path = written
        if path.startswith(base := unquote(self.base_path)):
            path = path.removeprefix(base)
        return served_at(path.lstrip("/"))

    def absolute(self, address: Address, fragment: str = "") -> str:
        """A full link to `address`, percent-encoded."""
        return _cut(self.base_url)[0] + self.href(address, fragment)
