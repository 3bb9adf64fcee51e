"""Pages to bytes: Jinja2 templates over narrow values, and the theme's assets under names that carry a hash."""

import contextlib
import hashlib
import traceback
from collections.abc import Mapping
from pathlib import PurePosixPath

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.issues import Issue, Place
from briefkit.model.outputs import Output
from briefkit.views.head import Shell
from briefkit.views.page import Page

ASSETS = "assets/"
_HINT = "templates/README.md says what each template is given"


class Renderer:
    """Templates and assets of one build."""

    def __init__(self, templates: Mapping[str, bytes], shell: Shell, links: Links) -> None:
        """`templates` are the bytes of templates/ by name; files below assets/ are published, not rendered."""
        self.assets = {name: _published(name, data) for name, data in templates.items() if _is_asset(name)}
        self._links = links
        self._shell = shell
        sources = {name: data.decode("utf-8", "replace") for name, data in templates.items() if not _is_asset(name)}
        self._names = frozenset(sources)
        self._environment = Environment(
            loader=FunctionLoader(lambda name: (sources[name], name, None) if name in sources else None),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.globals["asset"] = self._asset
        # Compiled before workers fork, so that each has them all.
        for name in sources:
            with contextlib.suppress(TemplateError):
                self._environment.get_template(name)

    def render(self, page: Page) -> tuple[Output | None, tuple[Issue, ...]]:
        """The bytes of one page; None and the template's line where the template is at fault."""
        try:
            template = self._environment.get_template(page.template)
            text = template.render(shell=self._shell, head=page.head, page=page.view)
        except TemplateNotFound as error:
            place = Place(f"templates/{error.name}")
            message = f"this template is missing; {page.address} needs it"
            return None, (Issue("template-exists", message, place, "put it back, or take the original's"),)
        except TemplateSyntaxError as error:
            place = Place(f"templates/{error.name or page.template}", error.lineno)
            return None, (Issue("template-is-well-formed", str(error.message), place, _HINT),)
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            place = self._place_of(error, page.template)
            return None, (Issue("template-renders", f"{error} (while rendering {page.address})", place, _HINT),)
        return Output(page.address, text.encode()), ()

    def asset_outputs(self) -> tuple[Output, ...]:
        """The theme's files to publish."""
        return tuple(self.assets[name] for name in sorted(self.assets))

    def _place_of(self, error: Exception, fallback: str) -> Place:
        """The innermost line of a template in the traceback: Jinja2 maps its frames back to template lines."""
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename in self._names:
                return Place(f"templates/{frame.filename}", frame.lineno or 1)
        return Place(f"templates/{fallback}")

    def _asset(self, name: str) -> str:
        found = self.assets.get(ASSETS + name)
        if found is None:
            raise LookupError(f"there is no templates/{ASSETS}{name}")
        return self._links.href(found.address)


def _is_asset(name: str) -> bool:
    return name.startswith(ASSETS)


def _published(name: str, data: bytes) -> Output:
    path = PurePosixPath(name.removeprefix(ASSETS))
    digest = hashlib.sha256(data).hexdigest()[:10]
    return Output(addresses.asset(str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))), data)
