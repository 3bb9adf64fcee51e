"""What an attacker, a careless paste or a broken program writes, for hypothesis to draw from: YAML by its structure, Markdown and
HTML from pieces of their syntax, addresses from what browsers take for a scheme.

Each strategy draws text. What is drawn is well-formed more often than not, so that it comes far.
"""

import json

from hypothesis import strategies as st

from briefkit.schema.matter import KINDS, SITE
from tests import desks
from tests.schema.reading import ENOUGH
from tests.strategies import FRAGMENTS, any_text

# --- YAML ---

SCALARS = [
    *"no yes off null ~ 010 0x1F 0o17 1_000 1.10 1e3 .inf -.NaN 12:30 190:20:30 = << - ? | > % @ ` , [] {} {{x}} --- ...".split(),
    *["", " ", "''", '""', '"\\t"', '"\\x07"', '"\\r"', '"\\n::error::x"', '"\\uD800"', '"\\U0010FFFF"', '"\\e[2J"', '"\\0"', '"\\q"'],
    *["&a x", "*a", "!!str x", "!!int 3", "!x", "!<tag:x> y", "!!python/object/apply:os.system [x]", "!!binary aGk=", "!!set {a}"],
    *["2031-04-02", "2031-4-2", "2031", "2031-04", "2031-02-30", "2031-04-02T10:00:00+05:30", "2031-04-02 9:00:11 -0400"],
    *["0000-01-01", "0001-01-01", "9998-12-31T23:59:59-23:59", "9999-12-31", "-2031-04-02", "2031-04-02T24:00:00", "२०३१-०४-०२"],
    *["ports", "venn", "a", "b", "b#p-12345678", "/old/", "/articles/b/", "//x/", "/../x/", "/.briefkit", "https://a.example/"],
    *["javascript:x()", "https://a.example/\"onclick=x", "x.png", "../media/x.png", "/etc/passwd", "../../etc/passwd"],
    *["# not a comment", "'it''s", '"open', "[open", "{open", "a: b", "- a", "|\n  Two\n  lines", ">-\n  folded\n\n  text", "|2\n    x"],
    *["<b>x</b>", "</script>", "<!--<script>", "]]>", "=1+1", "\uff1d1+1", "::error::x", "##[error]x", "\u202e", "\ufeff", "\u2028"],
    *["é", "e\u0301", "रक्षा", "שלום", "😀", "👩‍🚀", "\u00a0", "\u200b", "ﬁ", "İ", "ß"],
]  # fmt: skip
"""Plain, quoted and block scalars that mean something else to somebody, and some that are no YAML at all."""

clean_text = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)
"""Text that comes past the first look at a file, which refuses control characters wherever they stand."""

KEYS = sorted({key.name for table in (*KINDS.values(), SITE) for key in table.keys})
_quoted = clean_text.map(lambda text: json.dumps(text, ensure_ascii=False)) | any_text.map(json.dumps)
_single = clean_text.map(lambda text: "'" + text.replace("'", "''") + "'")
scalars = (
    st.sampled_from(["Talks", "ports", "2031-04-02", "true", "5"]) | _quoted | _single | st.sampled_from(SCALARS)
)
_flow = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(st.sampled_from(KEYS) | scalars, inner), max_size=4).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
        )
    ),
    max_leaves=5,
)
_block = st.lists(_flow, min_size=1, max_size=3).map(
    lambda items: "".join(f"\n  - {item}" for item in items)
) | st.lists(st.tuples(st.sampled_from(KEYS), _flow), min_size=1, max_size=3).map(
    lambda pairs: "".join(f"\n  {key}: {value}" for key, value in pairs)
)
values = scalars | _flow | _block
_odd_keys = st.sampled_from(["x-mine", "? a", "&k title", "'title'", '"date"', "Title", "<<", "\ttitle", *KEYS])
_strays = st.sampled_from(
    ["# a remark", "---", "...", "%YAML 1.1", "", "\t", "- a", "title", "]", "--- ", "\u2028", "key:value"]
)


def front_matter(kind: str) -> st.SearchStrategy[str]:
    """The lines between the fences of a file of this kind: what it needs, most often, and then what it should not say."""
    known = [(key, value) for key, said in desks.KEYS[kind].items() for value in said if value is not None]
    own = st.sampled_from([key.name for key in KINDS[kind].keys])
    odd = st.tuples(st.one_of(own, own, own, _odd_keys, scalars), values)
    entry = st.one_of(st.sampled_from(known), odd).map(lambda pair: f"{pair[0]}: {pair[1]}")
    needed = "".join(f"{key}: {ENOUGH[kind][key]}\n" for key in ENOUGH[kind])
    lines = st.lists(st.one_of(*[entry] * 9, _strays, clean_text), max_size=4).map("\n".join)
    return st.tuples(st.sampled_from([needed, needed, needed, ""]), lines).map("".join)


# --- addresses ---

_SCHEMES = ["javascript", "JaVaScRiPt", "java&Tab;script", "java\tscript", "&#106;avascript", "vbscript", "data", "https", "mailto", "wiki", "file", "\uff4aavascript"]  # fmt: skip
_COLONS = [":", "&colon;", "&#58;", "&#x3a", "%3A", "&Tab;:", "\uff1a", "\\:"]
_PLACES = ["alert(1)", "text/html,x", "//evil.example/", "\\\\evil.example", "/\\evil.example", "b.md", "b.md#p-12345678", "x.png", "x.pdf",
           "#fn1", "#main", "#s-talks", "/articles/b/", "../../etc/passwd", "%2e%2e/%2e%2e/x", "a b", "b", "é.md", ".", "", "?q=1", "[x](y)"]  # fmt: skip
_AROUND = [
    "",
    " ",
    "\t",
    "&#1;",
    "&NewLine;",
    "\u00a0",
    "\u3000",
    "\u202e",
    "%00",
    "%0a",
    "\\",
    '"',
    "'",
    ">",
    "&quot;",
]
_absolute = st.tuples(*map(st.sampled_from, (_AROUND, _SCHEMES, _COLONS, _PLACES, _AROUND))).map("".join)
urls = _absolute | st.sampled_from(_PLACES) | st.lists(st.sampled_from(_SCHEMES + _COLONS + _PLACES + _AROUND), max_size=6).map("".join)  # fmt: skip

# --- Markdown and HTML ---

_TAGS = """a b p div span img svg math style script iframe object embed base meta link form input button textarea title noscript template
    xmp plaintext table td tr th caption li ol ul h1 h2 details summary sup abbr time blockquote q ins del frameset body html head
    foreignObject mglyph mtext annotation-xml desc select option video audio source picture map area font marquee dialog slot br hr wbr x-y
    """.split()
_NAMES = """href src id name class style title onclick onerror onload srcset xlink:href action formaction background ping target rel role
    aria-label data-pagefind-body cite lang dir start colspan http-equiv content srcdoc is slot part tabindex contenteditable autofocus
    """.split()
_SAID = ["main", "search", "fn1", "fnref1", "fn1:1", "entity", "untitled", "footnotes", "doc-endnotes", "cookie", "getElementById", "x", "", "refresh",
         "alert(1)", "0;url=//evil.example/", "s-talks", "p-12345678", "</style><img src=x onerror=alert(1)>"]  # fmt: skip
_attributes = st.tuples(
    st.sampled_from([" ", "/", "\n", "\t", ""]),
    st.sampled_from(_NAMES),
    st.sampled_from(['="{}"', "='{}'", "={}", '="{}', " = '{}'", ""]),
    urls | st.sampled_from(_SAID),
).map(lambda part: part[0] + part[1] + part[2].replace("{}", part[3]))
tags = st.tuples(
    st.sampled_from(["<", "</", "< ", "<!", "<?"]) | st.just("<"),
    st.sampled_from(_TAGS),
    st.lists(_attributes, max_size=3).map("".join),
    st.sampled_from([">", " />", "", ">x", "-->", "]]>"]) | st.just(">"),
).map("".join)
links = st.tuples(
    st.sampled_from(
        ["[w]({})", "[w](<{}>)", "[w]({} 't')", "<{}>", "[w][l]\n\n[l]: {}", "![w]({})", "![w]({} \"t\")", "[[{}]]", "[[{}|w]]", "[![w](x.png)]({})",
         "[^1]: [w]({})\n\nx[^1]", "| [w]({}) | b |\n|---|---|\n| ![p]({}) | `{}` |", "x^[see [w]({})]", '<a href="{}">w</a>', "<a href={}>w", "<img src='{}'>"]
    ),
    urls,
).map(lambda pair: pair[0].replace("{}", pair[1]))  # fmt: skip
_prose = st.sampled_from(
    ["Orlo Venn opened the quay.", "Venn said AI & trade.", "R&D Pact <now>.", "O’Hara’s quay", "## Talks", "{topics=\"ports\"}", "{topics=\"ports gone", "{topics}",
     "{{ x }} {% include 'y' %}", "\\[x\\]", "*a **b_ c*", "`<b>`", "[^1]", "[^1]: note", "\u202eabc", "क्षमा", "&lt;b&gt;", "&#12;", "&#xD800;", "&#x1b;[2J", "&amp;lt;", "::error::x"]
)  # fmt: skip
pieces = tags | links | _prose | st.sampled_from(FRAGMENTS) | clean_text
_lines = st.lists(pieces, max_size=5).map("".join)
_begun = st.sampled_from(
    [
        "",
        "",
        "",
        "> ",
        "- ",
        "1. ",
        "  ",
        "    ",
        "\t",
        "# ",
        "| ",
        "> - ",
        "[^2]: ",
        "```",
        "~~~html\n",
        "<div>\n",
        "<!-- ",
    ]
)
bodies = st.lists(st.tuples(_begun, _lines, st.sampled_from(["\n", "\n\n"])).map("".join), max_size=6).map("".join)
"""Bodies dense in what Markdown, HTML and this project's own marks are made of."""
