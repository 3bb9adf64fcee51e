"""How values are written into pages, and the templates of a page known."""

import errno

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateNotFound, UndefinedError
from markupsafe import Markup, escape

from briefkit.stages.environment import PageEnvironment

SOURCES = {
    "page.html": "{% extends 'layout.html' %}{% from 'parts.html' import item %}{% block main %}{{ item(x) }}{% endblock %}",
    "layout.html": "<main>{% block main %}{% endblock %}</main>",
    "parts.html": "{% from 'deeper.html' import deep %}{% macro item(x) %}<b>{{ deep(x) }}</b>{% endmacro %}",
    "deeper.html": "{% macro deep(x) %}{{ x }}{% endmacro %}",
    "broken.html": "{% include 'missing.html' %}",
}


@given(st.text() | st.integers() | st.none() | st.text().map(Markup))
def test_a_value_is_written_as_markup_would_have_it(value: object) -> None:
    assert PageEnvironment.written(value) == str(escape(value))


def test_a_page_is_known_to_use_templates_at_any_distance() -> None:
    environment = PageEnvironment(SOURCES)
    for _ in range(2):
        assert environment.get_template("page.html").render(x="<i>") == "<main><b>&lt;i&gt;</b></main>"
        assert set(environment.used_by("page.html")) == {"page.html", "layout.html", "parts.html", "deeper.html"}


def test_a_template_that_is_missing_is_known_to_be_wanted() -> None:
    environment = PageEnvironment(SOURCES)
    with pytest.raises(TemplateNotFound):
        environment.get_template("broken.html").render()
    assert environment.used_by("broken.html") == ["broken.html", "missing.html"]


def test_what_is_not_given_is_a_fault() -> None:
    with pytest.raises(UndefinedError):
        PageEnvironment(SOURCES).get_template("page.html").render()


CALLS = {
    "{{ range(3) | join }}": "012",
    "{{ d.get('b', 7) }}": "7",
    "{{ d.get(*['a']) }}{{ dict(x=1, **d)['a'] }}": "11",
    "{% macro m(x, y=2) %}{{ x }}{{ y }}{{ varargs | join }}{{ kwargs.z }}{% endmacro %}{{ m(1, 5, 6, z=7) }}": "1567",
    "{% macro m() %}<b>{{ caller(3) }}</b>{% endmacro %}{% call(n) m() %}{{ n }}{% endcall %}": "<b>3</b>",
    "{% for x in [1, 2] %}{{ loop.cycle('a', 'b') }}{% endfor %}": "ab",
    "{% for x in [[1, [2]]] recursive %}{{ x if x is number else loop(x) }}{% endfor %}": "12",
    "{% block a %}x{% endblock %}{{ self.a() }}": "xx",
    "{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{% set j = joiner('-') %}{{ j() }}{{ j() }}": "ab-",
    "{% set n = namespace(a=1) %}{% set n.a = 2 %}{{ n.a }}{{ '<'.join(['a', 'b']) }}": "2a&lt;b",
}


@pytest.mark.parametrize("source", CALLS)
def test_whatever_templates_can_call_is_called(source: str) -> None:
    assert PageEnvironment({"page.html": source}).get_template("page.html").render(d={"a": 1}) == CALLS[source]


def test_a_call_that_has_nothing_left_to_give_is_a_fault_and_does_not_end_the_page() -> None:
    page = PageEnvironment({"page.html": "<{{ left.__next__() }}>"}).get_template("page.html")
    assert page.render(left=iter("a")) == "<a>"
    with pytest.raises(TypeError, match="nothing left"):
        page.render(left=iter(""))


def test_templates_that_cannot_be_kept_as_compiled_are_compiled_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    assert PageEnvironment({"page.html": "{{ 6 * 7 }} new"}).get_template("page.html").render() == "42 new"
