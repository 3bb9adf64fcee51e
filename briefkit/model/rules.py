"""Every rule by its id: what it demands and how to meet it. docs/rules.md has an example of each."""

from typing import NamedTuple


class Rule(NamedTuple):
    """What a rule demands of a site, and what to do where it is broken; Markdown, a sentence or two each."""

    meaning: str
    cure: str


RULES = {
    "site-is-described": Rule(
        "A site's folder holds a file `site.yaml` with at least a title.",
        "Run the command in the site's folder, name the folder with `--site`, or write the file.",
    ),
    "content-is-there": Rule(
        "A site's folder has a folder `content/` with something in it; without it, the site is empty (advice).",
        "Put reports into `content/articles/`. If they are elsewhere, name the site's folder with `--site`, or bring "
        "them here: `git sparse-checkout disable`, `git submodule update --init`.",
    ),
    "file-stands-in-a-known-folder": Rule(
        "A Markdown file of `content/` stands in `articles`, `topics`, `entities`, `sources` or `pages`; "
        "elsewhere it is not read (advice).",
        "Move it into one of these folders, or out of `content/`.",
    ),
    "document-has-its-ending": Rule(
        "A file in a folder of documents ends in `.md`, or something links to it; others are not read (advice).",
        "Save it as Markdown, or move it out of `content/`.",
    ),
    "file-is-readable": Rule(
        "Every file and folder of the site may be read by whoever builds it.",
        "Give yourself permission to read it: `chmod u+r FILE`.",
    ),
    "file-is-fetched": Rule(
        "A file that Git LFS keeps is here itself, not the pointer to it that Git has.",
        "Run `git lfs pull`; in a workflow of GitHub, give `actions/checkout` the option `lfs: true`.",
    ),
    "file-is-no-link": Rule(
        "Files of the site are files, not symbolic links, which could lead out of the site's folder.",
        "Put the file itself there.",
    ),
    "file-is-regular": Rule(
        "What stands in the site's folder is a file or a folder: no pipe, socket or device.",
        "Remove it.",
    ),
    "file-name-is-text": Rule(
        "The name of a file is UTF-8 without control characters and line ends.",
        "Rename it.",
    ),
    "file-is-utf-8": Rule(
        "Text is saved as UTF-8, with or without a byte order mark.",
        "Save the file as UTF-8; the column shows the first byte that is not.",
    ),
    "file-is-text": Rule(
        "A text holds no control characters besides tabs and line ends.",
        "Delete the character; it often comes with text copied from a PDF file.",
    ),
    "file-is-of-readable-size": Rule(
        "A text has at most 5,000,000 bytes.",
        "Split it, or publish the long part as a file for download.",
    ),
    "front-matter-is-present": Rule(
        "A content file begins with front matter: a line `---`, the keys, and another line `---`.",
        "Write the front matter, on the very first line of the file.",
    ),
    "front-matter-is-closed": Rule(
        "Front matter ends with a line `---`, three hyphens and nothing else.",
        "Add the line after the last key.",
    ),
    "yaml-is-well-formed": Rule(
        "Front matter and `site.yaml` follow the rules of YAML.",
        "Put quotes around a text that holds a colon and a space, or `#` after a space; indent with spaces.",
    ),
    "yaml-is-plain": Rule(
        "YAML here has no anchors, aliases, tags or escaped control characters: every value is written where it "
        "stands.",
        "Write the value out, and leave tag or escape away.",
    ),
    "yaml-is-small": Rule(
        "Front matter has at most 200,000 characters and 20 levels.",
        "Move long texts into the body.",
    ),
    "value-is-whole": Rule(
        "A text ends where it is meant to: for YAML, a `#` after a space begins a comment, and a line further to the "
        "right goes on with the text above it, even one that begins with a hyphen (advice).",
        "Put the text in quotes. A comment behind a value begins with `# `, a space after the `#`. The items of a "
        "list begin in one column.",
    ),
    "required-key-is-given": Rule(
        "The keys that a file needs are there and not empty.",
        "Add the key.",
    ),
    "key-is-known": Rule(
        "Each key is one that this kind of file may have, or begins with `x-`.",
        "Correct its spelling, delete it, or put `x-` before it to keep it for yourself.",
    ),
    "key-is-unique": Rule(
        "A key stands once.",
        "Keep one of the two.",
    ),
    "value-has-its-type": Rule(
        "A value is of the kind that its key wants: a text, a list, `true` or `false`, a number, a mapping.",
        "Write it in the wanted form; a list of one is `[ports]`.",
    ),
    "value-is-not-blank": Rule(
        "A text that is given says something.",
        "Write the text, or delete the key.",
    ),
    "value-is-known": Rule(
        "A value is one of the few words that its key allows.",
        "Choose one of the words that the message names.",
    ),
    "value-is-in-range": Rule(
        "A number is not smaller than makes sense.",
        "Write a greater one.",
    ),
    "slug-is-well-formed": Rule(
        "A slug has lower-case letters, digits and single hyphens, and at most 200 bytes.",
        "Write the slug that the message offers, or rename the file.",
    ),
    "date-is-plausible": Rule(
        "A date exists in the calendar and is written `2026-02-24` or `2026-02-24T10:00:00+05:30`.",
        "Correct it; the dates of events and roles may be a month or a year.",
    ),
    "address-is-web": Rule(
        "An address is absolute, begins with `http://` or `https://`, and holds no spaces.",
        "Copy it from the browser's address bar.",
    ),
    "language-is-a-tag": Rule(
        "A language is given by its tag.",
        "Write `en`, `hi`, `he`, `pt-BR`.",
    ),
    "time-zone-is-known": Rule(
        "A time zone has a name of the IANA database.",
        "Write a name such as `Asia/Kolkata`.",
    ),
    "email-is-plausible": Rule(
        "An e-mail address has a name, an `@` and a host.",
        "Correct it.",
    ),
    "git-name-is-well-formed": Rule(
        "A Git remote or branch has letters, digits, dots, slashes and hyphens, and no hyphen first.",
        "Write the name that `git remote` or `git branch` shows.",
    ),
    "host-is-well-formed": Rule(
        "A host's name has lower-case letters, digits, dots and hyphens, and no scheme.",
        "Write `www.example.org`.",
    ),
    "alias-is-an-address": Rule(
        "An alias is an old address of this site, from its root.",
        "Write `/old/path/`, without host, `?` or `#`; no part of it begins with a dot, is longer than 200 bytes or "
        "has a name that Windows reserves.",
    ),
    "citation-is-well-formed": Rule(
        "A citation names a report and one of its passages: `slug#p-xxxxxxxx`.",
        "Copy it from the `#` beside the passage on the report's page.",
    ),
    "topic-is-registered": Rule(
        "A topic that is named has a file in `content/topics/`.",
        "Correct the slug, or add the topic's file.",
    ),
    "entity-is-registered": Rule(
        "An entity that is named has a file in `content/entities/`.",
        "Correct the slug, or add the entity's file.",
    ),
    "report-is-registered": Rule(
        "A report that is named under `related` exists.",
        "Correct the slug.",
    ),
    "name-is-claimed-once": Rule(
        "A full name or alias belongs to one entity, and the name of a source to one source.",
        "Keep it in one of the two files; a surname belongs under `short_names`.",
    ),
    "short-name-is-clear": Rule(
        "A surname is linked only where nobody else can be meant (advice).",
        "Write the full name, or register the other person.",
    ),
    "source-name-has-letters": Rule(
        "A source's name has letters or digits, of which its address is made.",
        "Write the name, or register the source in `content/sources/`.",
    ),
    "topic-tree-has-no-cycle": Rule(
        "Going from a topic to its parent, and on, ends somewhere.",
        "Remove one `parent`.",
    ),
    "dates-are-in-order": Rule(
        "Nothing ends before it begins, and nothing is updated, corrected or withdrawn before it appears.",
        "Correct one of the two dates.",
    ),
    "address-is-unique": Rule(
        "No two files make the same page, not even one that differs in capitals alone, and no file of "
        "`content/static/` stands where a page does.",
        "Rename one of the files, or give a report a `slug` of its own.",
    ),
    "slug-is-free": Rule(
        "A page does not take an address that the generator needs, nor any file a name that Windows reserves.",
        "Rename the file.",
    ),
    "alias-is-unique": Rule(
        "An alias leads to one report and is no address of a page.",
        "Keep it in one of the two files, or leave it out.",
    ),
    "topics-line-is-understood": Rule(
        'A line `{topics="…"}` stands before a paragraph, list, quotation or table, and is written so.',
        "Write the slugs in quotes, separated by spaces, on a line of its own.",
    ),
    "markup-is-understood": Rule(
        "What looks like markup is written so that it is understood: a `{topics=…}` line, a link to a file with "
        "spaces in its name, a note that stands somewhere; texts of front matter have none. Otherwise it is "
        "published among the words (advice).",
        "Correct it as the message says; as code, between backquotes, anything may stand as it is written.",
    ),
    "paragraph-is-of-readable-length": Rule(
        "A paragraph has at most 20,000 characters.",
        "Divide it by empty lines.",
    ),
    "nesting-is-reasonable": Rule(
        "Lists stand at most 20 deep in one another, quotations twice that.",
        "Take some levels out.",
    ),
    "raw-html-is-closed": Rule(
        "Raw HTML has at most 200 tags open at once.",
        "Close them, or write Markdown.",
    ),
    "html-is-allowed": Rule(
        "Raw HTML has tags that hold words, and pictures of `content/`: no frames, forms, scripts, styles, headings "
        "or embedded media. Others are left out (advice).",
        "Link to what is to be shown; write headings in Markdown.",
    ),
    "link-resolves": Rule(
        "A link leads to a file of `content/`, to a slug, or to a passage that exists.",
        "Correct it; the message names what is nearest.",
    ),
    "link-leads-to-live-report": Rule(
        "A linked report is published now; until then the link is written as plain words (advice).",
        "Nothing: it becomes a link when that report appears.",
    ),
    "link-scheme-is-allowed": Rule(
        "A link begins with `http:`, `https:`, `mailto:` or `tel:`, or leads to a file of `content/`.",
        "Write the whole address, with `https://`.",
    ),
    "file-kind-is-allowed": Rule(
        "A linked file is of a kind that runs nothing when it is opened; SVG and HTML are not.",
        "Link a PDF or a picture instead, or keep it on another site.",
    ),
    "image-is-local": Rule(
        "A picture is a file of `content/`: pages load nothing from elsewhere.",
        "Save it in `content/media/`, or beside the report.",
    ),
    "image-exists": Rule(
        "A picture that is shown is there.",
        "Correct the name, or put the file into `content/media/`.",
    ),
    "image-is-readable": Rule(
        "A picture can be shown: it is a PNG, JPEG, GIF, WebP or AVIF file and not damaged.",
        "Save it again in one of these kinds.",
    ),
    "image-has-no-location": Rule(
        "A picture does not tell where it was taken: telephones note that in its Exif data, and pictures are "
        "published as they are, but for narrower copies, which have no such notes (advice).",
        "If the place may be known, nothing is to be done; if not, export the picture again without its location.",
    ),
    "template-exists": Rule(
        "Every template that a page needs is in `templates/`.",
        "Put it back, or take the original's.",
    ),
    "template-is-well-formed": Rule(
        "A template follows the rules of Jinja2.",
        "Look at the line that the message names; `templates/README.md` tells what templates are given.",
    ),
    "template-renders": Rule(
        "A template uses only what it is given.",
        "Look the name up in `templates/README.md`.",
    ),
}
