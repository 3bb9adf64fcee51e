"""Jinja2 as we use it: strict about names, quick at writing values, and aware of which templates a page uses."""

import contextlib
import re
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FunctionLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Call, Expr
from markupsafe import Markup, escape

_GENERATION = 2
"""To be raised whenever `_Generator` writes different code: templates compiled before must not be reused."""

_marked = re.compile("[&<>'\"]").search


def written(value: object) -> str:
    """`value` as it is written into a page: what `escape` gives, but not as a `Markup`.

    A page writes some two hundred values, and making a `Markup` of each costs more than all the rest.
    """
    if type(value) is str:
        return escape(value) if _marked(value) else value
    if type(value) is int:
        return str(value)
    return value if type(value) is Markup else escape(value)


def called(function: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """What `function` gives. (Jinja2 would first see whether it wants the template's context; none of ours does.)"""
    try:
        return function(*given, **named)
    except StopIteration as error:  # inside a template, which is a generator, this would end the page
        raise TypeError("there is nothing left to give") from error


class _Generator(CodeGenerator):
    """Compiles templates that write each value through `written` and call functions through `called`."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.written(")

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - Jinja2's
        if forward_caller:
            super().visit_Call(node, frame, forward_caller=forward_caller)
        else:
            self.write("environment.called(")
            self.visit(node.node, frame)
            self.signature(node, frame)
            self.write(")")


class PageEnvironment(Environment):
    """A Jinja2 environment that knows which templates each template extends, imports or includes."""

    code_generator_class = _Generator

    written = staticmethod(written)
    called = staticmethod(called)

    def __init__(self, sources: Mapping[str, str]) -> None:
        super().__init__(
            loader=FunctionLoader(lambda name: (sources[name], name, None) if name in sources else None),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_compiled(),
        )
        self._named: dict[str, dict[str, None]] = {}
        self._used: dict[str, list[str]] = {}
        self._found: dict[Any, Template] = {}

    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> Template:
        # `parent` uses it. Noted for good: an imported template is run only once, not for each page.
        if parent is not None:
            named = self._named.setdefault(parent, {})
            if name not in named:
                named[name] = None
                self._used.clear()
        found = self._found.get(name) if type(name) is str and globals is None else None
        if found is None:
            found = self._found[name] = super().get_template(name, parent, globals)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals that all templates share. (Jinja2 would make a `ChainMap` for each template, and compare them
        at every import, in case a template has globals of its own.)"""
        return super().make_globals(d) if d else self.globals

    def used_by(self, template: str) -> list[str]:
        """The names of `template` and of all that it uses, directly or through others, whether they exist or not."""
        used = self._used.get(template)
        if used is None:
            used = self._used[template] = [template]
            for name in used:
                used += [other for other in self._named.get(name, ()) if other not in used]
        return used


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates on the disk, as far as there is room for them."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):  # a folder for temporary files that is full, or gone
            super().dump_bytecode(bucket)


def _compiled() -> BytecodeCache | None:
    """Where compiled templates are kept between runs: Jinja2's own folder of this user, not the site's cache,
    in which a stranger's pull request could place code."""
    try:
        return _Compiled(pattern=f"__briefkit_{_GENERATION}_%s.cache")
    except (RuntimeError, OSError):
        return None
