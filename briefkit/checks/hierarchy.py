"""`topic-tree-has-no-cycle`: following parents upward always ends."""

from collections.abc import Iterator, Sequence

from briefkit.model.issues import Issue
from briefkit.model.records import TopicRecord


def check_hierarchy(topics: Sequence[TopicRecord]) -> Iterator[Issue]:
    """Each cycle once, at the `parent` of its first topic by slug."""
    parents = {topic.slug: topic.parent for topic in topics}
    for topic in topics:
        way = [topic.slug]
        above = topic.parent
        while above is not None and above in parents and above not in way:
            way.append(above)
            above = parents[above]
        if above == topic.slug and topic.slug == min(way):
            circle = " → ".join([*way, topic.slug])
            message = f"these topics stand above one another in a circle: {circle}"
            place = topic.origin.place("parent")
            yield Issue("topic-tree-has-no-cycle", message, place, "remove one parent")
