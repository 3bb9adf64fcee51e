"""`serve`: build with drafts and serve on this machine until Ctrl+C, building again when a file is saved."""

import argparse
import sys
import tempfile
import time
import webbrowser
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from briefkit.commands.build import summary
from briefkit.commands.report import print_issues
from briefkit.commands.request import WrongUseError, request_from, say_wrong_use
from briefkit.disk.search import SearchError
from briefkit.disk.sink import OutputError
from briefkit.model.addresses import Links
from briefkit.pipeline import Request, build
from briefkit.serve.server import SiteServer, site_server
from briefkit.serve.watch import watching

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def run_serve(options: argparse.Namespace) -> int:
    """Serve; 0 after Ctrl+C, 2 where it cannot start."""
    with tempfile.TemporaryDirectory(prefix="briefkit-") as folder:
        output = Path(folder) / "site"
        try:
            request = replace(request_from(options, output), drafts=True)
            if options.host not in LOOPBACK:
                print(f"warning: everyone who reaches {options.host} can read this site", file=sys.stderr)
            # Watching begins before the first build: what is saved meanwhile must not be missed.
            with site_server(output, options.host, options.port) as server, watching(request.root) as changes:
                _build(request, server)
                host = f"[{options.host}]" if ":" in options.host else options.host
                address = f"http://{host}:{server.server_port}{server.base_path}"
                print(f"serving {address} (Ctrl+C stops)", flush=True)
                if options.open:
                    webbrowser.open(address)
                for _ in changes:
                    _build(replace(request, now=datetime.now(UTC)), server)
        except (WrongUseError, OSError) as error:
            return say_wrong_use(error)
        except KeyboardInterrupt:
            print("stopped")
    return 0


def _build(request: Request, server: SiteServer) -> None:
    """Build and say how it went; a bad save leaves the last good site."""
    started = time.perf_counter()
    try:
        outcome = build(request)
    except (OutputError, SearchError) as error:
        print(f"error: {error}", file=sys.stderr)
        return
    print_issues(outcome.issues, "text")
    if outcome.site is None:
        print("the last good site stays", flush=True)
        return
    server.base_path = Links(outcome.site.settings.base_url).base_path
    print(summary(outcome, time.perf_counter() - started), flush=True)
