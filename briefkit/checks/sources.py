"""`source-name-has-letters`: a source's page needs a slug, which is made from its name."""

from collections.abc import Iterator

from briefkit.model.hints import shown
from briefkit.model.issues import Issue
from briefkit.model.names import slugify
from briefkit.model.records import Content


def check_sources(content: Content) -> Iterator[Issue]:
    """Sources named by reports that no slug can be made of and that have no record of their own."""
    registered = {source.name.casefold() for source in content.sources}
    names = {article.source.name for article in content.articles if article.source}
    unfit = {name for name in names if name.casefold() not in registered and not slugify(name)}
    for article in content.articles if unfit else ():
        if article.source and article.source.name in unfit:
            message = f"no address can be made from {shown(article.source.name)}"
            hint = "use letters or digits, or register the source in content/sources/"
            yield Issue("source-name-has-letters", message, article.origin.place("source", "name"), hint)
