"""Characters that no text of a site may hold."""

import re

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters other than tabs and line ends, surrogates, and noncharacters: neither a feed (XML 1.0, section
2.2) nor a terminal can hold them."""
