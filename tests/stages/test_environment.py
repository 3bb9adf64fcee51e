"""How values are written into pages, and the templates of a page known."""

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
