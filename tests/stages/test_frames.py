"""Frames around passages: made once, filled with each item's own fields, and refused where that would be wrong."""

from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Template
from markupsafe import Markup, escape

from briefkit.stages.environment import PageEnvironment
from briefkit.stages.frames import Framing


class Item(NamedTuple):
    """Something to be framed."""

    kind: str
    id: str
    html: Markup
    number: int = 0


def page(macro: str, call: str = "{{ framed(frame, items) }}") -> Template:
    environment = PageEnvironment({"page.html": macro + call})
    framing = Framing()
    environment.globals.update(framed=framing.framed, once=framing.once, own=framing.own)
    return environment.get_template("page.html")


def framed(macro: str, *items: Any) -> str:
    return page(macro).render(items=items)


KIND = (
    "{% macro frame(kind) %}<p class='{{ kind }}' id='{{ own.id }}'>{{ own.html }} {{ own.number }}</p>{% endmacro %}"
)
EACH = "{% for item in items %}<p class='{{ item.kind }}' id='{{ item.id }}'>{{ item.html }} {{ item.number }}</p>{% endfor %}"
items = st.builds(Item, st.text(), st.text(), st.text().map(Markup), st.integers())


@given(st.lists(items, max_size=5))
def test_framing_writes_what_a_loop_would(items: list[Item]) -> None:
    assert framed(KIND, *items) == page(EACH, "").render(items=items)


@given(st.text(), st.text())
def test_only_markup_is_written_as_it_is(text: str, kind: str) -> None:
    assert framed(
        "{% macro frame(kind) %}{{ kind }}{{ own.id }}{{ own.html }}{% endmacro %}", Item(kind, text, Markup(text))
    ) == (str(escape(kind)) + str(escape(text)) + text)


def test_a_macro_is_called_once_for_all_items_that_are_alike_where_it_looks() -> None:
    calls: list[str] = []
    template = page("{% macro frame(kind) %}{{ note(kind) }}{{ own.id }}{% endmacro %}")
    template.globals["note"] = lambda kind: calls.append(kind) or kind
    made = template.render(items=[Item(kind, id, Markup()) for kind, id in ("a1", "b2", "a3", "a4")])
    assert (made, calls) == ("a1b2a3a4", ["a", "b"])


def test_no_more_frames_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.stages.frames.FRAMES", 2)
    kinds = "abcabca"
    assert framed(
        "{% macro frame(kind) %}{{ kind }}{{ own.id }}{% endmacro %}", *[Item(kind, "1", Markup()) for kind in kinds]
    ) == ("".join(f"{kind}1" for kind in kinds))


@pytest.mark.parametrize(
    ("macro", "expected"),
    [
        ("{% macro frame() %}x{% endmacro %}", "xx"),
        ("{% macro frame() %}{{ own.id }},{% endmacro %}", "1,2,"),
        ("{% macro frame(kind, id) %}{{ kind }}{{ id }}{% endmacro %}", "a1b2"),
        ("{% macro frame() %}{{ own.id }}{{ own.kind }}{{ own.id }}{% endmacro %}", "1a12b2"),
        ("{% macro frame() %}{{ own.html.real }}{% endmacro %}", None),
    ],
)
def test_a_frame_has_any_number_of_arguments_and_holes(macro: str, expected: str | None) -> None:
    two = Item("a", "1", Markup()), Item("b", "2", Markup())
    if expected is None:
        with pytest.raises(AttributeError):
            framed(macro, *two)
    else:
        assert framed(macro, *two) == expected


def test_macros_of_one_name_in_two_templates_make_frames_of_their_own() -> None:
    environment = PageEnvironment({f"{n}.html": f"{{% macro m() %}}{n}{{% endmacro %}}" for n in "ab"})
    environment.loader.load_func = lambda name, load=environment.loader.load_func: (  # type: ignore[union-attr]
        load(name) or ("{% from a import m %}{{ framed(m, [1]) }}", name, None)
    )
    environment.globals["framed"] = Framing().framed
    assert [environment.get_template("page.html").render(a=f"{n}.html") for n in "ab"] == ["a", "b"]


class Group(NamedTuple):
    """Items that are framed together."""

    title: str
    items: tuple[Item, ...]
    best: Item


NESTED = """
{%- macro group(level) -%}
<h{{ level }}>{{ own.title }}</h{{ level }}>{{ once(best, own.best, level) }}{{ framed(item, own.items, level=level) }}
{%- endmacro -%}
{%- macro item(kind, level) %}<p class="{{ kind }} in-{{ level }}">{{ own.id }}</p>{% endmacro -%}
{%- macro best(item, level) %}{% if item.number %}<b>{{ item.id }} of {{ level }}</b>{% endif %}{% endmacro -%}
"""


def test_frames_stand_in_frames_with_what_is_given_to_all() -> None:
    one, two = Item("a", "1 & 1", Markup()), Item("b", "2", Markup(), 5)
    made = page(NESTED, "{{ framed(group, items, level=3) }}").render(
        items=[Group("<i>", (one, two), two), Group("none", (), one)]
    )
    assert made == (
        '<h3>&lt;i&gt;</h3><b>2 of 3</b><p class="a in-3">1 &amp; 1</p><p class="b in-3">2</p><h3>none</h3>'
    )


def test_frames_of_other_given_values_are_other_frames() -> None:
    template = page(NESTED, "{{ framed(group, items, level=2) }}{{ framed(group, items, level=3) }}")
    one = Item("a", "1", Markup())
    assert template.render(items=[Group("x", (), one)]) == "<h2>x</h2><h3>x</h3>"


def test_what_a_macro_made_of_the_same_values_is_kept() -> None:
    calls: list[int] = []
    template = page(
        "{% macro told(n) %}{{ note(n) }}{% endmacro %}", "{{ once(told, 1) }}{{ once(told, 2) }}{{ once(told, 1) }}"
    )
    template.globals["note"] = lambda n: calls.append(n) or n
    assert (template.render(), calls) == ("121", [1, 2])


@pytest.mark.parametrize(
    "written",
    [
        "{% if own.id %}x{% endif %}",
        "{{ own.id | upper }}",
        "{{ own.id ~ 'x' }}",
        "{{ own.id | length }}",
        "{{ 'x' if own.id == 'x' and own.id }}",
        "{% for letter in own.id %}x{% endfor %}",
        "{{ {own.id: 1} }}",
    ],
)
def test_a_frame_that_decides_by_what_differs_is_a_fault(written: str) -> None:
    with pytest.raises(TypeError, match=r"own\.id"):
        framed(f"{{% macro frame() %}}{written}{{% endmacro %}}", Item("a", "1", Markup()))


def test_an_own_field_outside_of_a_frame_is_a_fault() -> None:
    with pytest.raises(TypeError, match=r"own\.id"):
        page("", "{{ own.id }}").render()
    with pytest.raises(TypeError, match=r"own\.id"):
        page("{% macro frame() %}{{ own.id }}{% endmacro %}", "{{ framed(frame, items) }}{{ frame() }}").render(
            items=[Item("a", "1", Markup())]
        )


def test_what_is_equal_but_of_another_kind_is_written_as_what_it_is() -> None:
    values = [Markup("<b>x</b>"), "<b>x</b>", 1, True]
    told = "{% macro told(value) %}[{{ value }}]{% endmacro %}"
    expected = "[<b>x</b>][&lt;b&gt;x&lt;/b&gt;][1][True]"
    each = "{% for item in items %}{{ once(told, item) }}{% endfor %}"
    assert page(told, each).render(items=values) == expected
    given = "{% for item in items %}{{ framed(frame, [item], value=item) }}{% endfor %}"
    assert page(told.replace("told", "frame"), given).render(items=values) == expected
    kinds = [Item(value, "", Markup()) for value in values]
    assert framed("{% macro frame(kind) %}[{{ kind }}]{% endmacro %}", *kinds) == expected
