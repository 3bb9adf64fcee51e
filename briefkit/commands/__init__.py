"""One command a module: turns options into a request, and what came of it into words and an exit code."""

FORMATS = ("text", "json", "sarif", "github")
"""The formats in which problems can be printed; here, so that --help loads none of their modules."""

KINDS = ("articles", "topics", "entities", "sources", "pages", "site")
"""The kinds of files that have a schema; here for the same reason."""
