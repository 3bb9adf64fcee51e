"""Pages to bytes: Jinja2 templates over narrow values, and the theme's assets under names that carry a hash."""

import contextlib
import hashlib
import traceback
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from pathlib import PurePosixPath
from typing import NamedTuple

from jinja2 import (
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from briefkit.model import addresses
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
_FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)
_HINT = "templates/README.md says what each template is given"


class Made(NamedTuple):
    """What came of a sheet: its bytes (None where a template is at fault), what was asked, what is wrong."""

    data: bytes | None
    asked: tuple[str, ...]
    issues: tuple[Issue, ...] = ()


class Renderer:
    """Templates and assets of one build."""

    def __init__(self, templates: Mapping[str, bytes], catalogue: Catalogue) -> None:
        """`templates` are the bytes of templates/ by name; files below assets/ are published, not rendered."""
        self.assets = {name: _published(name, data) for name, data in templates.items() if _is_asset(name)}
        self._catalogue = catalogue
        self._stamps = Stamps(catalogue)
        self._sources = {
            name: data.decode("utf-8", "replace") for name, data in templates.items() if not _is_asset(name)
        }
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
        """Compile every template now: workers that are forked afterwards share them."""
        for name in self._sources:
            with contextlib.suppress(TemplateError):
                self._environment.get_template(name)

    def make(self, sheet: Sheet) -> Made:
        """Make one file of the site."""
        asking = Asking(self._catalogue)
        page = sheet.make(asking)
        if isinstance(page, bytes):
            return Made(page, tuple(asking.asked))
        try:
            template = self._environment.get_template(page.template)
            text = template.render(head=page.head, page=page.view)
        except TemplateNotFound as error:
            place = Place(f"templates/{error.name}")
            message = f"this template is missing; {sheet.address} needs it"
            return _fault(Issue("template-exists", message, place, "put it back, or take the original's"))
        except TemplateSyntaxError as error:
            place = Place(f"templates/{error.name or page.template}", error.lineno)
            return _fault(Issue("template-is-well-formed", str(error.message), place, _HINT))
        except _FAULTS as error:
            place = self._place_of(error, page.template)
            return _fault(Issue("template-renders", f"{error} (while rendering {sheet.address})", place, _HINT))
        # Each page has the shell, and any template may name any asset: a few questions for all pages.
        return Made(text.encode(), (*asking.asked, *self._of_all(tuple(self._environment.used_by(page.template)))))

    @cached_property
    def _of_all(self) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
        """The questions that each page asks that is made with these templates; one object of each will do."""
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

    def _place_of(self, error: Exception, fallback: str) -> Place:
        """The innermost line of a template in the traceback: Jinja2 maps its frames back to template lines."""
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename in self._sources:
                return Place(f"templates/{frame.filename}", frame.lineno or 1)
        return Place(f"templates/{fallback}")

    def _asset(self, name: str) -> str:
        found = self.assets.get(ASSETS + name)
        if found is None:
            raise LookupError(f"there is no templates/{ASSETS}{name}")
        return self._catalogue.links.href(found.address)


def _fault(issue: Issue) -> Made:
    return Made(None, (), (issue,))


def _is_asset(name: str) -> bool:
    return name.startswith(ASSETS)


def _published(name: str, data: bytes) -> Output:
    path = PurePosixPath(name.removeprefix(ASSETS))
    digest = hashlib.sha256(data).hexdigest()[:10]
    return Output(addresses.asset(str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))), data)
