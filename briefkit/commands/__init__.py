"""One command a module: turns options into a request, and what came of it into words and an exit code."""

FORMATS = ("text", "json", "sarif", "github")
"""How problems can be told; here, so that --help loads none of them."""

KINDS = ("articles", "topics", "entities", "sources", "pages", "site")
"""The kinds of files that have a schema; here for the same reason."""
