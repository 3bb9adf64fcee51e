"""Every key of every kind of file as tables: the one source of truth for what may be written."""

from briefkit.model.moments import Precision
from briefkit.model.names import PASSAGE_ID
from briefkit.model.records import (
    Correction,
    Credit,
    DeploySettings,
    Event,
    FeedSettings,
    KeyPoint,
    Picture,
    Publisher,
    Question,
    Role,
    SearchSettings,
)
from briefkit.schema.mappings import Key, Table, TextOr
from briefkit.schema.shapes import (
    Choice,
    Date,
    Flag,
    ListOf,
    Number,
    Pattern,
    SlugText,
    Text,
    TimeZone,
    WebAddress,
)

_TEXT = Text()
_TEXTS = ListOf(_TEXT)
_SLUGS = ListOf(SlugText())
_DATE = Date()
_ANY_DATE = Date(Precision.YEAR)
_LANGUAGE = Pattern(
    "a language tag", r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "language-is-a-tag", "write en, hi, he or pt-BR"
)
_OLD_ADDRESS = Pattern(
    "an address of this site",
    r"/(?!/)[^\s\\?#\"<>%]*",
    "alias-is-an-address",
    "write it from the root, such as /old/path/",
)
_CITATION = Pattern(
    "a passage's address",
    rf"[^\s#/]+#{PASSAGE_ID}",
    "citation-is-well-formed",
    "write slug#p-xxxxxxxx, as the passage's link on the report's page says",
)

_GIT_NAME = Pattern(
    "a Git name",
    r"(?![-./]|refs/|HEAD$)(?!.*(?:\.\.|//|/\.|\.lock(?:/|$)|[./]$))[\w./-]+",
    "git-name-is-well-formed",
    "write gh-pages; git check-ref-format --help tells what a name may hold",
)
_HOST = Pattern("a host name", r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", "host-is-well-formed", "write www.example.org")

ENTITY_KINDS = ("person", "organisation", "place", "programme", "system", "agreement", "event")

CREDIT = Table(
    "a source",
    Credit,
    (
        Key("name", _TEXT, "The agency or outlet", required=True),
        Key("url", WebAddress(), "The report where it was first published"),
        Key("byline", _TEXT, "Who wrote it"),
        Key("licence", _TEXT, "Under what terms it may be reproduced"),
        Key("archived", WebAddress(), "A copy in a web archive"),
        Key("retrieved", _DATE, "When it was copied from there"),
    ),
)
PICTURE = Table(
    "an image",
    Picture,
    (
        Key("src", _TEXT, "A file of content/", required=True),
        Key("alt", _TEXT, "What it shows, for those who cannot see it", required=True),
        Key("credit", _TEXT, "Who made it"),
    ),
)
EVENT = Table(
    "an event",
    Event,
    (
        Key("date", _ANY_DATE, "When it begins: a day, a month or a year", required=True),
        Key("title", _TEXT, "What happens", required=True),
        Key("end", _ANY_DATE, "Its last day"),
        Key("topics", _SLUGS, "Topics it matters to; default: the report's"),
    ),
)
CORRECTION = Table(
    "a correction",
    Correction,
    (
        Key("date", _DATE, "When it was made", required=True),
        Key("note", _TEXT, "What was changed and why", required=True),
        Key("material", Flag(), "Whether it changes what a reader would have understood"),
    ),
)
ARTICLE_KEYS = (
    Key("title", _TEXT, "The headline", required=True),
    Key("date", _DATE, "When it was published", required=True),
    Key("date_estimated", Flag(), "Whether the date is a guess; pages then say “about”"),
    Key("updated", _DATE, "When it last changed"),
    Key("expires", _DATE, "When it is withdrawn"),
    Key("summary", _TEXT, "One or two sentences; default: the first passage, cut at a sentence"),
    Key("source", TextOr(lambda name: Credit(name=name), CREDIT), "Where it comes from"),
    Key("authors", _TEXTS, "Who wrote it"),
    Key("topics", _SLUGS, "Topics it belongs to besides those its passages show"),
    Key("entities", _SLUGS, "Entities it concerns besides those its passages name"),
    Key("slug", SlugText(), "The last part of its address; default: the file's name without its date"),
    Key("aliases", ListOf(_OLD_ADDRESS), "Old addresses that lead here"),
    Key("status", Choice(("published", "draft")), "Drafts are left out of the site"),
    Key("lang", _LANGUAGE, "Its language; default: the site's"),
    Key("image", PICTURE, "Its picture"),
    Key("events", ListOf(EVENT), "Dated events that it tells of"),
    Key("key_points", _TEXTS, "What to remember"),
    Key("corrections", ListOf(CORRECTION), "What was changed after publication"),
    Key("related", _SLUGS, "Reports to read with it"),
    Key("series", _TEXT, "The series that it belongs to"),
    Key("autolink", Flag(), "Whether names in it are linked"),
)
TOPIC_KEYS = (
    Key("title", _TEXT, "The topic's name", required=True),
    Key("terms", _TEXTS, "Words and phrases by which a passage is known to speak of it"),
    Key("exclude", _TEXTS, "Words and phrases that keep a passage off it"),
    Key("parent", SlugText(), "The topic above it"),
    Key("order", Number(), "Its place in lists"),
    Key("summary", _TEXT, "The bottom line"),
    Key("reviewed", _DATE, "When the bottom line was last looked at"),
    Key(
        "key_points",
        ListOf(
            Table(
                "a key point",
                KeyPoint,
                (
                    Key("text", _TEXT, "The point", required=True),
                    Key("cite", _CITATION, "The passage that supports it"),
                ),
            )
        ),
        "What to remember",
    ),
    Key(
        "questions",
        ListOf(
            Table(
                "a question",
                Question,
                (
                    Key("text", _TEXT, "The question", required=True),
                    Key("asked", _DATE, "When it was asked"),
                    Key("answered_by", _CITATION, "The passage that answers it"),
                ),
            )
        ),
        "What is not known",
    ),
)
ENTITY_KEYS = (
    Key("name", _TEXT, "The full name", required=True),
    Key("kind", Choice(ENTITY_KINDS), "What it is", required=True),
    Key("aliases", _TEXTS, "Full alternative names"),
    Key("short_names", _TEXTS, "Surnames and initials, which bind only after the full name"),
    Key(
        "roles",
        ListOf(
            Table(
                "a role",
                Role,
                (
                    Key("title", _TEXT, "The office", required=True),
                    Key("from", _ANY_DATE, "Since when", field="start"),
                    Key("to", _ANY_DATE, "Until when", field="end"),
                ),
            )
        ),
        "Offices held",
    ),
    Key("summary", _TEXT, "One sentence"),
    Key("same_as", ListOf(WebAddress()), "The same thing described elsewhere"),
)
SOURCE_KEYS = (
    Key("name", _TEXT, "The agency or outlet, as reports name it", required=True),
    Key("url", WebAddress(), "Its web site"),
    Key("country", _TEXT, "Where it is"),
    Key("reliability", Choice(tuple("ABCDEF")), "A (completely reliable) to F (cannot be judged)"),
)
PAGE_KEYS = (
    Key("title", _TEXT, "The page's title", required=True),
    Key("order", Number(), "Its place among pages"),
)
SITE_KEYS = (
    Key("title", _TEXT, "The site's name", required=True),
    Key("base_url", WebAddress(bare=True), "Where the site will stand; default http://localhost:8000/"),
    Key("description", _TEXT, "One sentence about the site"),
    Key("language", _LANGUAGE, "The language of its pages; default en"),
    Key("timezone", TimeZone(), "The zone of dates without an offset; default UTC", field="zone"),
    Key(
        "publisher",
        Table(
            "a publisher",
            Publisher,
            (
                Key("name", _TEXT, "Who answers for the site", required=True),
                Key("url", WebAddress(), "Their web site"),
                Key(
                    "email",
                    Pattern("an e-mail address", r"[^\s@<>\"]+@[^\s@<>\"]+", "email-is-plausible"),
                    "",
                ),
            ),
        ),
        "Who answers for the site",
    ),
    Key("navigation", _SLUGS, "Topics in the header; default: all without a parent, by order"),
    Key("latest", Number(whole=True, least=1), "How many reports an undated list shows; default 20"),
    Key("twins", Flag(), "Whether reports and briefings have twins in Markdown; default false"),
    Key(
        "search",
        Table(
            "search",
            SearchSettings,
            (Key("eras", Choice(("auto", "always", "never")), "Whether the index is cut by year"),),
        ),
        "How search is built",
    ),
    Key(
        "feeds",
        Table(
            "feeds",
            FeedSettings,
            (
                Key("full_text", Flag(), "Whether feeds carry whole reports; default false"),
                Key("limit", Number(whole=True, least=1), "How many entries a feed has; default 20"),
            ),
        ),
        "What feeds carry",
    ),
    Key(
        "deploy",
        Table(
            "deploy",
            DeploySettings,
            (
                Key("remote", _GIT_NAME, "The Git remote; default origin"),
                Key("branch", _GIT_NAME, "The branch; default gh-pages"),
                Key("cname", _HOST, "The site's own domain"),
                Key("history", Choice(("keep", "squash")), "Whether old deployments stay in the history"),
            ),
        ),
        "Where the site is pushed to",
    ),
)
