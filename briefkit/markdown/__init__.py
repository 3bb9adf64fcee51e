"""Markdown in, blocks out: CommonMark with tables, strike-through and footnotes, plus two rules of our own."""
