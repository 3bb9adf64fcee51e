"""Commands are called in this process, as the command line calls them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefkit.cli import main
from tests.sites import Site


@dataclass(frozen=True)
class Told:
    """What came of a command."""

    code: int
    out: str
    err: str


Tell = Callable[..., Told]


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    """Run a command on a site; further words are its options."""

    def told(command: str, site: Site | Path, *options: object) -> Told:
        root = site if isinstance(site, Path) else site.root
        try:
            code = main([command, "--site", str(root), *map(str, options)])
        except SystemExit as leaving:  # argparse leaves so
            code = int(leaving.code or 0)
        captured = capsys.readouterr()
        return Told(code, captured.out, captured.err)

    return told
