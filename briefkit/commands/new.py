"""`new site`: lay out an empty site that builds at once."""

import argparse
import shlex

from briefkit.commands.request import called_as, say_wrong_use
from briefkit.disk.starter import StarterError, lay_out


def run_new(options: argparse.Namespace) -> int:
    """Lay out; 0 when the site stands, 2 where it cannot."""
    try:
        lay_out(options.folder)
    except StarterError as error:
        return say_wrong_use(error)
    print(f"a new site is in {options.folder}: write its name into site.yaml, reports into content/articles/")
    print(f"look at it with: {called_as()} serve --site {shlex.quote(str(options.folder))}")
    return 0
