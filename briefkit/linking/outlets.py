"""The sources of reports: those that are registered, and those that reports only name."""

from collections.abc import Sequence

from briefkit.model.filed import Filed
from briefkit.model.names import Slug, slugify
from briefkit.model.records import SourceRecord
from briefkit.model.site import Outlet


class Outlets:
    """The sources that `articles` come from, those of `sources` among them."""

    def __init__(self, sources: Sequence[SourceRecord], articles: Sequence[Filed]) -> None:
        self._sources = sources
        self._articles = articles
        self._registered = {source.name.casefold(): source.slug for source in sources}
        self._slugs: dict[str, Slug] = {}

    def slug_of(self, name: str) -> Slug:
        """The slug of the source that reports call `name`: its record's if one is registered, else made from it."""
        slug = self._slugs.get(name)
        if slug is None:
            registered = self._registered.get(name.casefold())
            slug = self._slugs[name] = slugify(name) if registered is None else registered
        return slug

    def all(self) -> dict[Slug, Outlet]:
        """Every source by its slug, in the order of names.

        One that is not registered, and that reports spell in several ways, is called as in the first of their files.
        """
        outlets = {source.slug: Outlet(source.slug, source.name, source) for source in self._sources}
        spelt: dict[Slug, tuple[str, str]] = {}  # the path of a report, and the name in it
        for article in self._articles:
            name = article.facts.source
            if name and (slug := self.slug_of(name)) not in outlets:
                first = spelt.get(slug)
                if first is None or article.facts.path < first[0]:
                    spelt[slug] = (article.facts.path, name)
        outlets |= {slug: Outlet(slug, name, None) for slug, (_, name) in spelt.items()}
        return dict(sorted(outlets.items(), key=lambda item: (item[1].name.casefold(), item[0])))
