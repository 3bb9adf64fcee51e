"""`source-name-has-letters`: a source's page needs a slug, which is made from its name."""

from collections.abc import Iterator

from briefkit.model.content import Content
from briefkit.model.hints import shown
from briefkit.model.issues import Issue
from briefkit.model.names import slugify


def check_sources(content: Content) -> Iterator[Issue]:
    """Sources named by reports that no slug can be made of and that have no record of their own."""
    registered = {source.name.casefold() for source in content.sources}
    names = {article.facts.source for article in content.articles} - {""}
    unfit = {name for name in names if name.casefold() not in registered and not slugify(name)}
    for article in content.articles if unfit else ():
        if article.facts.source in unfit:
            message = f"no address can be made from {shown(article.facts.source)}"
            hint = "use letters or digits, or register the source in content/sources/"
            yield Issue("source-name-has-letters", message, article.origin.place("source", "name"), hint)
