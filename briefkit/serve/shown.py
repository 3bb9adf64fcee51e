"""What the preview shows: the newest good edition, its pages made when asked for, and what is wrong with it."""

import json
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import quote

from briefkit.model import addresses
from briefkit.model.issues import Issue, Severity
from briefkit.model.names import Address
from briefkit.serve.additions import client_file, not_yet, shape_of, with_additions
from briefkit.serve.answers import Answer, file_answer, kind_of, no_such_page
from briefkit.serve.edition import Edition, moves
from briefkit.views.page import Sheet

KEPT = 100
"""Pages kept as they were last made: those that were asked for last."""
AHEAD = 3
"""Pages that are made again before anybody asks: those asked for last. So their faults are reported sooner."""
PATIENCE = 0.5
"""Seconds that a request waits for an edition that is expected: after a save, one wants to see what was saved."""
HEARTBEAT = 5.0
"""Seconds after which a page is told that nothing happened: writing to it shows whether it was closed."""


class _Made(NamedTuple):
    """A file as it was last made well (None if never), the edition it was last tried for, and what was wrong."""

    edition: int
    data: bytes | None
    issues: tuple[Issue, ...] = ()


class Shown:
    """What many threads ask for while one thread brings it up to date.

    One lock guards all attributes: the edition, the pages made of it, and what is wrong. Pages are made under it,
    too, since templates note what they use one page at a time. `_turn` counts everything that may change a page;
    those who follow a page wait for it to change.
    """

    def __init__(self, search_file: Callable[[str], bytes | None], tell: Callable[[tuple[Issue, ...]], None]) -> None:
        """`search_file` gives the files of the search index; `tell` is told of faults that only pages show."""
        self.base_path = "/"
        self._search_file, self._tell = search_file, tell
        self._changed = threading.Condition(threading.RLock())
        self._edition: Edition | None = None
        self._number = self._turn = 0
        self._made: dict[str, _Made] = {}
        self._moved: dict[Address, Address] = {}
        self._issues: tuple[Issue, ...] = ()
        self._is_expected = self._is_closed = False

    def expect(self) -> None:
        """A save was seen: let requests wait for the next edition."""
        with self._changed:
            self._is_expected = True

    def show(self, edition: Edition | None, issues: tuple[Issue, ...]) -> None:
        """Show `edition` from now on; without one, keep the last and show the `issues` that stop the new one."""
        with self._changed:
            if edition is not None:
                if self._edition is not None:
                    self._moved |= moves(self._edition.library, edition.library)
                self._edition, self.base_path = edition, edition.base_path
                self._number += 1
            self._issues = issues
            self._is_expected = False
            self._turn += 1
            self._changed.notify_all()

    def make_ahead(self) -> None:
        """Make the front page and those asked for last."""
        with self._changed:
            names = [addresses.file_of(addresses.HOME), *list(self._made)[-AHEAD:]]
        for name in names:
            with self._changed:
                sheet = self._edition and self._edition.sheets.get(name)
                if sheet:
                    self._page(sheet)

    def answer(self, path: str) -> Answer:
        """The answer to a request for `path`."""
        own = client_file(path)
        if own is not None:
            return own
        with self._changed:
            self._changed.wait_for(lambda: not self._is_expected, PATIENCE)
            edition, name = self._edition, self._name(path)
            if f"{path}/" == self.base_path:
                return Answer(HTTPStatus.MOVED_PERMANENTLY)
            if path == "/" != self.base_path:  # where one looks for a site first; for now, since the path may change
                return Answer(HTTPStatus.FOUND, to=quote(self.base_path, safe="/%"))
            if edition is None:
                return Answer(HTTPStatus.SERVICE_UNAVAILABLE, with_additions(not_yet()), kind_of(".html"))
            if name in edition.sheets:
                return self._answer_with(edition.sheets[name], HTTPStatus.OK)
        data = edition.copy(name)
        if data is None:
            data = self._search_file(name)
        if data is not None:
            return file_answer(data, name)
        if name and edition.has(f"{name}/index.html"):
            return Answer(HTTPStatus.MOVED_PERMANENTLY)
        with self._changed:
            lost = edition.sheets.get(addresses.file_of(addresses.NOT_FOUND))
            return self._answer_with(lost, HTTPStatus.NOT_FOUND) if lost else no_such_page("There is no such page.")

    def follow(self, path: str) -> Iterator[bytes]:
        """The state of the page at `path` as server-sent events, at once and whenever it may have changed."""
        turn, said = -1, b""
        while True:
            with self._changed:
                if self._turn == turn and not self._is_closed:
                    self._changed.wait(HEARTBEAT)
                if self._is_closed:
                    return
                news = said
                if self._turn != turn:
                    turn = self._turn
                    news = f"data: {json.dumps(self._standing(path))}\n\n".encode()
            yield b":\n\n" if news == said else news
            said = news

    def close(self) -> None:
        """End the events of all pages."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    # --- Below, the lock is held. ---

    def _name(self, path: str) -> str:
        """The name of the file that serves `path`; `/`, which names no file, where it lies outside of the site."""
        if not path.startswith(self.base_path):
            return "/"
        name = path.removeprefix(self.base_path)
        return f"{name}index.html" if not name or name.endswith("/") else name

    def _answer_with(self, sheet: Sheet, status: HTTPStatus) -> Answer:
        name = addresses.file_of(sheet.address)
        made = self._page(sheet)
        if made.data is None:
            return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, with_additions(not_yet()), kind_of(".html"))
        return Answer(status, with_additions(made.data) if name.endswith(".html") else made.data, kind_of(name))

    def _page(self, sheet: Sheet) -> _Made:
        """The file of `sheet`, or as it was last made without faults."""
        assert self._edition is not None
        name = addresses.file_of(sheet.address)
        before = self._made.pop(name, _Made(0, None))
        if before.edition != self._number:
            data, issues = self._edition.make(sheet)
            if issues and issues != before.issues:
                self._turn += 1
                self._changed.notify_all()
                self._tell(issues)
            if data is None:
                before = before._replace(edition=self._number, issues=issues)
            else:
                before = _Made(self._number, data, issues)
        self._made[name] = before  # those asked for last stand last
        while len(self._made) > KEPT:
            del self._made[next(iter(self._made))]
        return before

    def _standing(self, path: str) -> dict[str, Any]:
        """What the script in a page must know: its shape, whether it is gone and where to, and all that is wrong."""
        errors = [issue for issue in self._issues if issue.severity is Severity.ERROR]
        page: bytes | None = None
        is_gone, moved = False, ""
        if self._edition is not None:
            sheet = self._edition.sheets.get(self._name(path))
            if sheet is None:
                is_gone, moved = True, self._way_from(path)
                sheet = self._edition.sheets[addresses.file_of(addresses.NOT_FOUND)]
            made = self._page(sheet)
            page = made.data
            errors += made.issues
        shape = shape_of(not_yet() if page is None else page)
        issues = [{"rule": e.rule, "message": e.message, "hint": e.hint, "excerpt": e.excerpt} for e in errors]
        places = [issue.place._asdict() for issue in errors]
        told_of = [issue | place for issue, place in zip(issues, places, strict=True)]
        return {"shape": shape.digest, "styles": shape.styles, "gone": is_gone, "moved": moved, "issues": told_of}

    def _way_from(self, path: str) -> str:
        """A link to where the page that was at `path` is now; "" where that is not known."""
        assert self._edition is not None
        address = Address(f"/{path.removeprefix(self.base_path)}")
        for _ in range(len(self._moved) + 1):  # no more steps than moves: they may form a circle
            if addresses.file_of(address) in self._edition.sheets:
                return self._edition.ready.catalogue.links.href(address)
            address = self._moved.get(address, address)
        return ""
