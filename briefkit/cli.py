"""The command line: words to requests, outcomes to exit codes."""

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from briefkit import __version__
from briefkit.commands import FORMATS, KINDS
from briefkit.commands.ending import code_of, heed_signals
from briefkit.workers import WorkerLostError

DONE, WRONG_USE, OUR_BUG = 0, 2, 70  # commands return 1 where the content has errors
COMMANDS = ("build", "serve", "check", "diff", "deploy", "new", "schema")


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 errors in the content, 2 wrong use, 70 a bug of ours, 128
    and the number of a signal that ended it."""
    given = list(sys.argv[1:] if words is None else words)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help", "--version")):
        given.insert(0, "build")
    options = _options(given)
    for stream in (sys.stdout, sys.stderr):
        # An ASCII locale must not turn a report's title into a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(options)
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] == "briefkit":
            raise
        return _missing(error.name or "")
    except KeyboardInterrupt as told:
        return code_of(told)
    except BrokenPipeError:
        return DONE
    except (WorkerLostError, MemoryError) as error:
        why = error if isinstance(error, WorkerLostError) else "there is not enough memory"
        return _refused(f"error: {why}\nhint: nothing was published; one process takes less: --jobs 1")
    except OSError as error:  # what the disk or the system may refuse anybody, such as room or a long name
        return _refused(f"error: the system refuses: {error}\nhint: see to that, and run the command again")
    except Exception as error:
        return _our_bug(error)


def _options(given: Sequence[str]) -> argparse.Namespace:
    parser = _parser()
    options, unknown = parser.parse_known_args(given)
    if unknown:
        command = next((word for word in unknown if word in COMMANDS), "")
        hint = f"; options go after the command: {parser.prog} {command} --site DIR" if command else ""
        parser.error(f"unrecognized arguments: {' '.join(unknown)}{hint}")
    return options


def run() -> None:
    """Run one command and end the process with its exit code. Never returns."""
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        # Files must have the same names, and so reports the same addresses, in every locale (PEP 540).
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])
    _open_streams()
    heed_signals()
    try:
        code = main()
        code = _flushed() or code
    except KeyboardInterrupt as told:  # before there was anything to do, or when all was done
        code = code_of(told)
    with contextlib.suppress(OSError):
        sys.stderr.flush()
    # Everything is written and closed. To free a million values one by one would take half a second.
    os._exit(code)


def _flushed() -> int:
    """Write what is still to be told; the exit code that comes of it."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return DONE
    except OSError as error:
        return _refused(f"error: what is to be told cannot be written: {error.strerror}")
    return DONE


def _open_streams() -> None:
    """Open the standard streams that were closed when this process began: otherwise files of the site would get their
    numbers, and what another program prints would go into one of them."""
    for descriptor, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            os.dup2(os.open(os.devnull, os.O_RDWR), descriptor)
            setattr(sys, name, os.fdopen(descriptor, mode, encoding="utf-8"))


def _run(options: argparse.Namespace) -> int:
    # Each command is imported when it is asked for: what it needs is heavy, and --help needs none of it.
    if options.command == "schema":
        from briefkit.commands.schema import run_schema

        return run_schema(options)
    if options.command == "check":
        from briefkit.commands.check import run_check

        return run_check(options)
    if options.command == "serve":
        from briefkit.commands.serve import run_serve

        return run_serve(options)
    if options.command == "diff":
        from briefkit.commands.diff import run_diff

        return run_diff(options)
    if options.command == "deploy":
        from briefkit.commands.deploy import run_deploy

        return run_deploy(options)
    if options.command == "new":
        from briefkit.commands.new import run_new

        return run_new(options)
    from briefkit.commands.build import run_build

    return run_build(options)


def _refused(words: str) -> int:
    from briefkit.commands.report.visible import visible

    with contextlib.suppress(OSError):  # it may be the terminal itself that is gone
        print("\n".join(map(visible, words.splitlines())), file=sys.stderr)
    return WRONG_USE


def _our_bug(error: Exception) -> int:
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    print(f"error: this is a bug of briefkit, not of your content: {error!r} at {where}", file=sys.stderr)
    print("hint: nothing was published; please report this line and the file that leads to it", file=sys.stderr)
    return OUR_BUG


def _missing(module: str) -> int:
    print(f"error: the Python package that provides “{module}” is not installed", file=sys.stderr)
    print(
        "hint: run `make`, then .venv/bin/python build.py; or `pip install -e .` in an environment of your own",
        file=sys.stderr,
    )
    return WRONG_USE


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port: a number from 0 to 65535")
    return int(text)


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 to 64")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py", description="Make a cross-linked briefing site out of reports, passage by passage."
    )
    parser.add_argument("--version", action="version", version=f"briefkit {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    place = argparse.ArgumentParser(add_help=False)
    place.add_argument("--site", type=Path, default=Path(), metavar="DIR", help="the site's folder; default: here")

    clock = argparse.ArgumentParser(add_help=False)
    clock.add_argument("--as-of", metavar="DATE", help="build as on this date (a day means its end)")

    address = argparse.ArgumentParser(add_help=False)
    address.add_argument("--base-url", metavar="URL", help="where the site will stand; wins over site.yaml")
    address.add_argument("--strict", action="store_true", help="treat advice as errors")

    common = argparse.ArgumentParser(add_help=False, parents=[place, address, clock])
    common.add_argument("--drafts", action="store_true", help="show drafts and reports dated ahead")

    formats = argparse.ArgumentParser(add_help=False)
    formats.add_argument("--format", choices=FORMATS, default="text", help="how problems are told")

    build = commands.add_parser("build", parents=[common, formats], help="build the site (the default)")
    build.add_argument("--output", type=Path, metavar="DIR", help="default: output/ in the site's folder")
    build.add_argument("--jobs", type=_jobs, metavar="N", help="processes to use; default: one a core")
    build.add_argument("--full", action="store_true", help="ignore what earlier builds left in .cache/")
    build.add_argument("--explain", metavar="ADDRESS", help="tell why a page is or is not made again: /topics/trade/")
    build.add_argument("--no-search", action="store_true", help="leave the search index out")

    commands.add_parser("check", parents=[common, formats], help="tell everything that build would refuse")

    serve = commands.add_parser("serve", parents=[common], help="build and serve on this machine, with drafts")
    serve.add_argument("--host", default="127.0.0.1", help="default: 127.0.0.1")
    serve.add_argument("--port", type=_port, default=8000, help="default: 8000")
    serve.add_argument("--open", action="store_true", help="open the site in a browser")

    _add_others(commands, place, clock, address)
    return parser


def _add_others(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    place: argparse.ArgumentParser,
    clock: argparse.ArgumentParser,
    address: argparse.ArgumentParser,
) -> None:
    """Add the commands that do something with built sites, or need none."""
    diff = commands.add_parser("diff", parents=[place, clock], help="tell what a reader would see change")
    diff.add_argument("old", metavar="OLD", help="a built folder, or a Git revision of the site")
    diff.add_argument("new", metavar="NEW", help="likewise")
    diff.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="how it is told")
    diff.set_defaults(base_url=None, drafts=False, strict=False)

    deploy = commands.add_parser("deploy", parents=[place, address], help="build and publish on a Git branch")
    deploy.add_argument("--output", type=Path, metavar="DIR", help="default: output/ in the site's folder")
    deploy.add_argument("--jobs", type=_jobs, metavar="N", help="processes to use; default: one a core")
    deploy.add_argument("--dry-run", action="store_true", help="only say what would change")
    deploy.add_argument("--history", choices=("keep", "squash"), help="old deployments; wins over site.yaml")
    deploy.add_argument("--take-over", action="store_true", help="publish on a branch that somebody else wrote")
    deploy.set_defaults(drafts=False, as_of=None)

    new = commands.add_parser("new", help="lay out an empty site")
    new.add_argument("kind", choices=("site",), help="what to lay out")
    new.add_argument("folder", type=Path, metavar="DIR", help="a folder that does not exist or is empty")

    schema = commands.add_parser("schema", help="print the JSON Schema of front matter, for editors")
    schema.add_argument("kind", nargs="?", choices=KINDS, metavar="KIND", help=f"of one only: {', '.join(KINDS)}")
