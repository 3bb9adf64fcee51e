"""What hypothesis draws from, shared by the property tests; importing this module sets its profile.

The profile has no deadline (machines that run tests are busy) and draws the same examples on every run, so that
a change is judged by what it changes. Long fuzzing is a job of its own, not of the suite.
"""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

settings.register_profile("briefkit", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("briefkit")

SCRIPTS = "abcxyz ABCXYZ 0189 éüßıİŞ Ωσς Жд भारतकाि्षं שלום عربي 日本 😀❤️👩‍🚀 ½²Ⅷ ﬁ"
"""Characters of many scripts, with combining marks, ligatures, joiners and emoji among them."""

any_text = st.text()
"""Text of every kind that a file can hold."""

broken_text = st.text(st.characters() | st.characters(categories=("Cs",)))
"""The same, with halves of surrogate pairs among it."""

names = st.text(st.sampled_from(SCRIPTS + "-_'’.,()/&") | st.characters(), max_size=40)
"""Text such as titles and file names are made of, and worse."""

words = st.text("abcdefgéßשलमि日", min_size=1, max_size=8).map(lambda word: "w" + word)
"""Words without a meaning in Markdown, whatever stands beside them."""

sentences = st.lists(words, min_size=1, max_size=12)
"""Words that are to stand in one paragraph, in order."""

FRAGMENTS = [
    *"[ ] ( ) < > ! | * _ ` ~ # - + = : \" ' & ; \\ { } ^ / 1.".split(),
    *["\n", "\n\n", "  ", "    ", "> ", "- ", "1. ", "# ", "---\n", "```\n", "~~", "**", "![", "](", "[[", "]]"],
    *["word ", "Zwei ", "one.md", "a b", "[x](y.md)", "[x](<y z.md>)", "[x][1]", "[1]: z.md", "![p](p.png)"],
    *["[[slug]]", "[[slug|text]]", "[^n]", "[^n]: note", "<https://a.example>", "| a | b |\n|---|:-:|\n| c | d |\n"],
    *["<script>", "</script>", "<script", "<b>", "</b>", '<a href="z.md">', "</a>", "<p", "<div>", "</div>"],
    *['<img src="q.png" onerror="x()">', '<i onclick="x()">', "<i onclick=x()>", "<svg onload=x()>", "style='x'"],
    *[
        "javascript:x()",
        "[x](javascript:x())",
        "data:text/html,x",
        "&lt;script&gt;",
        "&#60;",
        "<!--",
        "-->",
        "<![",
        "<![CDATA[",
    ],
    *["<iframe src='//x'>", "<style>", "</style>", "<textarea>", "<title>", "<math>", "<table>", "<td>", "</p>"],
    *['{topics="ai"}', '{topics="', "{{ x }}", "{% x %}", " onload=", '="', '">', "é", "भारत", "😀", "\u00a0"],
]
"""Pieces that mean something to Markdown, HTML or a template."""

markdown = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=25).map("".join)
"""Text that is dense in Markdown and HTML, well-formed or not."""

offsets = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))
instants = st.datetimes(datetime(2, 1, 1), datetime(9997, 12, 31), timezones=st.just(UTC)).map(
    lambda at: at.replace(microsecond=0)
)
"""Instants of the years that dates may be in, to the second."""
