"""What GitHub Pages takes: https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits"""

from collections.abc import Mapping

SITE_BYTES = 1_000_000_000
FILE_BYTES = 100_000_000
SECONDS = 600
_NEAR = 0.8


def past_limits(sizes: Mapping[str, int]) -> list[str]:
    """Why a site of files with these sizes (bytes, by path) cannot be published; empty where it can."""
    found = [f"{path} has {_mb(size)} MB; {_mb(FILE_BYTES)} MB a file is the most" for path, size in _over(sizes, 1)]
    if sum(sizes.values()) > SITE_BYTES:
        found.append(f"the site has {_mb(sum(sizes.values()))} MB; {_mb(SITE_BYTES)} MB is the most")
    return found


def near_limits(sizes: Mapping[str, int], seconds: float) -> list[str]:
    """What comes near a limit, a build of so many seconds included."""
    found = [f"{path} has {_mb(size)} MB of {_mb(FILE_BYTES)}" for path, size in _over(sizes, _NEAR)]
    total = sum(sizes.values())
    if total > _NEAR * SITE_BYTES:
        found.append(f"the site has {_mb(total)} MB of {_mb(SITE_BYTES)}")
    if seconds > _NEAR * SECONDS:
        found.append(f"the build took {seconds:.0f} s; Pages gives a deployment {SECONDS} s")
    return found


def _over(sizes: Mapping[str, int], share: float) -> list[tuple[str, int]]:
    return [(path, size) for path, size in sizes.items() if size > share * FILE_BYTES]


def _mb(size: int) -> str:
    return f"{size / 1_000_000:,.0f}"
