"""Which texts are web addresses."""

import re
from urllib.parse import unquote, urlsplit


def is_web_address(text: str) -> bool:
    """Whether `text` is an absolute http(s) address that needs no repair before it is written into a page."""
    if not re.fullmatch(r"https?://[^\s\"<>\\^`{|}\x00-\x20\x7f]+", text, re.IGNORECASE):
        return False
    try:
        return bool(urlsplit(text).hostname) and urlsplit(text).port != 0
    except ValueError:
        return False


def is_site_address(text: str) -> bool:
    """Whether a site can stand at `text`: a web address with host and path and nothing else."""
    if not is_web_address(text) or re.search("[?#@]", text):
        return False
    path = unquote(urlsplit(text).path)
    return "//" not in path and not {".", ".."} & set(path.split("/"))
