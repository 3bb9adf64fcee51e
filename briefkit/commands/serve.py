"""`serve`: show the site with its drafts on this machine until Ctrl+C, and keep up with whatever is saved."""

import argparse
import gc
import sys
import tempfile
import webbrowser
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path

from briefkit.commands.report import print_issues
from briefkit.commands.request import WrongUseError, request_from, say_wrong_use
from briefkit.model.issues import Issue
from briefkit.request import Request
from briefkit.serve.preview import Preview, Update
from briefkit.serve.search import Search
from briefkit.serve.server import SiteServer, bound, running
from briefkit.serve.shown import Shown
from briefkit.serve.watch import watching


def run_serve(options: argparse.Namespace) -> int:
    """Serve; 0 after Ctrl+C or another signal to end, 2 where it cannot start."""
    try:
        request = request_from(options)
        if not _is_loopback(options.host):
            print(f"warning: everyone who reaches {options.host} can read this site", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="briefkit-", ignore_cleanup_errors=True) as folder:
            _serve(request, options, Path(folder))
    except (WrongUseError, OSError) as error:
        return say_wrong_use(error)
    except KeyboardInterrupt:
        print("stopped")
    return 0


def _serve(request: Request, options: argparse.Namespace, folder: Path) -> None:
    # Threads that answer and make indexes share the interpreter with the one that brings the site up to date:
    # that one should not wait 5 ms, the default, whenever it has looked at a file.
    sys.setswitchinterval(0.001)
    gc.set_threshold(200_000, 50, 50)  # seldom: what is garbage goes while nobody waits
    search = Search(_say_problem)
    shown = Shown(search.file, _say_faults)
    server = bound(shown, options.host, options.port)
    try:
        preview = Preview(request, folder, shown, search)
        first = preview.update(request.now, jobs=None)  # before there are threads: it may fork
        gc.collect()
        gc.freeze()  # what the first edition has in common with all others is not looked at again
        search.start()
        with running(server), watching(request.root) as watch:
            _say(first)
            _say_address(server, options, shown.base_path)
            for update in preview.updates(watch):
                _say(update)
    finally:
        search.close()
        shown.close()


def _is_loopback(host: str) -> bool:
    """Whether only this machine reaches `host`."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:  # another name, which leads who knows where
        return False


def _say_address(server: SiteServer, options: argparse.Namespace, base_path: str) -> None:
    if options.port and server.server_port != options.port:
        print(f"port {options.port} is taken, so the next free one is used")
    host = f"[{options.host}]" if ":" in options.host else options.host
    address = f"http://{host}:{server.server_port}{base_path}"
    print(f"serving {address} (Ctrl+C stops)", flush=True)
    if options.open:
        webbrowser.open(address)


def _say(update: Update) -> None:
    print_issues(update.issues, "text")
    if update.edition is None:
        print("the last good site stays", flush=True)
        return
    reports = len(update.edition.ready.catalogue.site.reports)
    read = f"{update.read:,} file{'s' * (update.read != 1)} read"
    print(f"{reports:,} reports, {read}, up to date in {update.seconds * 1000:,.0f} ms", flush=True)


def _say_faults(issues: Sequence[Issue]) -> None:
    print_issues(issues, "text")


def _say_problem(problem: str) -> None:
    print(f"error: {problem}; search stays as it was", file=sys.stderr, flush=True)
