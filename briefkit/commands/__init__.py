"""One command a module: turns options into a request, and what came of it into words and an exit code."""
