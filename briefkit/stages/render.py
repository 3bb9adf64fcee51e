"""From pages to bytes, by Jinja2; and the theme's assets, under names that carry a hash."""

import contextlib
import hashlib
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache, cached_property
from pathlib import PurePosixPath
from typing import NamedTuple

from jinja2 import (
    TemplateNotFound,
    TemplateSyntaxError,
)

from briefkit.markdown.text import decoded
from briefkit.model import addresses
from briefkit.model.hints import did_you_mean, shown
from briefkit.model.issues import Issue, Place
from briefkit.model.outputs import Output
from briefkit.model.stamps import stamped
from briefkit.stages.environment import PageEnvironment
from briefkit.stages.frames import Framing
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue
from briefkit.views.head import shell
from briefkit.views.page import Sheet
from briefkit.views.stamps import Stamps

ASSETS = "assets/"
_PAGES = ".html"
"""The ending of templates, beside which notes for people may stand."""

_HINT = "templates/README.md says what each template is given"


class Fault(NamedTuple):
    """What is wrong with a template, and the address of the page that showed it; "" where every page would."""

    issue: Issue
    page: str = ""


class Made(NamedTuple):
    """What came of a sheet: its bytes (None where a template is at fault), what it asked, and what is wrong."""

    data: bytes | None
    asked: tuple[str, ...]
    faults: tuple[Fault, ...] = ()


def each_once(faults: Iterable[Fault]) -> tuple[Issue, ...]:
    """Each issue of `faults` once, with the first page that showed it and the number of the others."""
    pages: dict[Issue, list[str]] = {}
    for issue, page in faults:
        pages.setdefault(issue, []).append(page)
    return tuple(_while_rendering(issue, *showing) for issue, showing in pages.items())


def _while_rendering(issue: Issue, first: str, *others: str) -> Issue:
    if not first:
        return issue
    more = f" and {len(others):,} other page{'s' * (len(others) != 1)}" if others else ""
    return replace(issue, message=f"{issue.message} (while rendering {first}{more})")


def malformed(templates: Mapping[str, bytes]) -> tuple[Issue, ...]:
    """What is wrong with the syntax of any of `templates`, for where errors in the content leave no pages."""
    environment = PageEnvironment(_sources(templates))
    issues: list[Issue] = []
    for name in templates:
        if name.endswith(_PAGES) and not _is_asset(name):
            try:
                environment.get_template(name)
            except Exception as error:
                issues.append(_syntax_issue(error, name))
    return tuple(issues)


def no_text(templates: Mapping[str, bytes]) -> tuple[Issue, ...]:
    """Which of `templates` are not text, and where."""
    pages = [name for name in templates if name.endswith(_PAGES) and not _is_asset(name)]
    return tuple(issue for name in pages for issue in decoded(templates[name], f"templates/{name}")[1])


class Renderer:
    """Templates and assets of one build."""

    def __init__(self, templates: Mapping[str, bytes], catalogue: Catalogue) -> None:
        """`templates` are the bytes of templates/ by name; files below assets/ are published, not rendered."""
        self.assets = {name: _published(name, data) for name, data in templates.items() if _is_asset(name)}
        self._catalogue = catalogue
        self._stamps = Stamps(catalogue)
        self._sources = _sources(templates)
        self._shell = shell(Asking(catalogue))

    @cached_property
    def _environment(self) -> PageEnvironment:
        environment = PageEnvironment(self._sources)
        environment.globals["shell"] = self._shell
        environment.globals["asset"] = cache(self._asset)
        framing = Framing()
        environment.globals["once"] = framing.once
        environment.globals["framed"] = framing.framed
        environment.globals["own"] = framing.own
        return environment

    def compile_all(self) -> None:
        """Compile every template now, so that workers forked afterwards share them. Pages will show the faults."""
        for name in self._sources:
            with contextlib.suppress(Exception):
                self._environment.get_template(name)

    def make(self, sheet: Sheet) -> Made:
        """Make one file of the site."""
        asking = Asking(self._catalogue)
        page = sheet.make(asking)
        if isinstance(page, bytes):
            return Made(page, tuple(asking.asked))
        try:
            template = self._environment.get_template(page.template)
            data = template.render(head=page.head, page=page.view).encode()
        except TemplateNotFound as error:
            return Made(None, (), (Fault(self._missing(error, page.template), sheet.address),))
        except TemplateSyntaxError as error:
            return Made(None, (), (Fault(_syntax_issue(error, page.template)),))
        except Exception as error:  # a template is a program, and can go wrong in every way
            place = self._place_of(error) or Place(f"templates/{page.template}")
            issue = Issue("template-renders", _reason(error), place, _HINT)
            return Made(None, (), (Fault(issue, sheet.address),))
        # Every page has the shell, and any template may name any asset, so every page asks about both.
        return Made(data, (*asking.asked, *self._of_all(tuple(self._environment.used_by(page.template)))))

    @cached_property
    def _of_all(self) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
        """The questions of every page that is made with these templates, kept so that pages share one tuple."""
        own = ("shell", "assets") if self.assets else ("shell",)
        return cache(lambda templates: (*[f"template {name}" for name in templates], *own))

    def stamp(self, question: str) -> bytes | str:
        """The stamp of a question that a page may have asked, of the templates or of the site."""
        kind, _, name = question.partition(" ")
        if kind == "template":
            return stamped(self._sources[name]) if name in self._sources else ""
        if kind == "assets":
            return stamped(repr([output.address for output in self.asset_outputs()]))
        if kind == "shell":
            return stamped(repr(self._shell))
        return self._stamps.of(question)

    def asset_outputs(self) -> tuple[Output, ...]:
        """The theme's files to publish."""
        return tuple(self.assets[name] for name in sorted(self.assets))

    def _missing(self, error: TemplateNotFound, template: str) -> Issue:
        """An issue at the place that names the missing template; at the missing file itself, where none does."""
        place = self._place_of(error)
        if place is None:
            hint = "put it back, or take the original's"
            return Issue("template-exists", "this template is missing", Place(f"templates/{template}"), hint)
        name = str(error.name or error.message)
        hint = did_you_mean(name, self._sources) or f"correct the name, or write templates/{name}"
        return Issue("template-exists", f"there is no template {shown(name)}", place, hint)

    def _place_of(self, error: Exception) -> Place | None:
        """The innermost line of a template in the traceback: Jinja2 maps its frames back to template lines."""
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename in self._sources:
                return Place(f"templates/{frame.filename}", frame.lineno or 1)
        return None

    def _asset(self, name: str) -> str:
        found = self.assets.get(ASSETS + name)
        if found is None:
            raise LookupError(f"there is no templates/{ASSETS}{name}")
        return self._catalogue.links.href(found.address)


def _sources(templates: Mapping[str, bytes]) -> dict[str, str]:
    return {name: data.decode("utf-8-sig", "replace") for name, data in templates.items() if not _is_asset(name)}


def _syntax_issue(error: Exception, template: str) -> Issue:
    """An issue for a template that does not compile. Jinja2 gives the line of its own syntax errors; limits of
    Python's, such as too much nesting, come without one."""
    if isinstance(error, TemplateSyntaxError):
        template, line = error.name or template, error.lineno
    else:
        line = 1
    return Issue("template-is-well-formed", _reason(error), Place(f"templates/{template}", line), _HINT)


def _reason(error: Exception) -> str:
    """What an error says is wrong; its type, where it says nothing."""
    return str(error.message if isinstance(error, TemplateSyntaxError) else error) or type(error).__name__


def _is_asset(name: str) -> bool:
    return name.startswith(ASSETS)


def _published(name: str, data: bytes) -> Output:
    path = PurePosixPath(name.removeprefix(ASSETS))
    digest = hashlib.sha256(data).hexdigest()[:10]
    return Output(addresses.asset(str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))), data)
