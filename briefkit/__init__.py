"""briefkit makes a cross-linked briefing site out of reports, passage by passage."""

__version__ = "0.1.0"
