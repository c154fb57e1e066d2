"""The handbook, or one of its pages, in one HTML file a language, to send by mail or to keep.

In: an edition. Out: `handbook.fr.html` and so on, or `faq--prime.fr.html`, the same for the same edition. Nothing in
the file asks for anything outside it: fonts and pictures are in it, links between entries are anchors. Its policy lets
only its own script run.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template

from generator.exports.edition import Edition, Files
from generator.exports.single_page.parts import Part, anchor, parts
from generator.language.i18n import LANGUAGES
from generator.model.catalog import HOME
from generator.model.fields import Ref
from generator.render.view import View

_HERE = Path(__file__).parent


def files(edition: Edition, pages: Sequence[Ref] = (), languages: Sequence[str] = LANGUAGES) -> Files:
    """The file of each language, by name; with `pages`, one for each of them."""
    if not pages:
        return {f"handbook.{language}.html": single_page(edition, language).encode() for language in languages}
    return {
        f"{anchor(edition.handbook.catalog.uri(page, language))}.{language}.html": single_page(
            edition, language, page
        ).encode()
        for page in pages
        for language in languages
    }


def single_page(edition: Edition, language: str, only: Ref | None = None) -> str:
    """The whole handbook in one language, or one page of it."""
    view = View(edition.handbook, language, HOME)
    found = list(parts(edition, language, only))
    sheets = (_HERE.parent / "content.css", _HERE / "page.css")
    style = _fonts(edition) + "".join(sheet.read_text("utf-8") for sheet in sheets)
    script = (_HERE / "page.js").read_text("utf-8")
    words = {
        name: escape(view.text(view.word(f"single_page.{name}"))) for name in ("contents", "search", "none", "top")
    }
    version = edition.handbook.settings.version
    return Template((_HERE / "page.html").read_text("utf-8")).substitute(
        words,
        language=language,
        hidden=" hidden" if only else "",
        name=escape(found[0].title if only else view.plain(edition.handbook.settings.title)),
        title=escape(view.plain(edition.handbook.settings.title)),
        description=escape(view.plain(edition.handbook.settings.tagline)),
        policy=_policy(style, script),
        style=style,
        script=script,
        found=escape(view.text(view.words("single_page.found"))),
        version=escape(view.text(view.word("single_page.version", version=version))) if version else "",
        menu="\n".join(_menu(found)),
        parts="\n".join(_article(part) for part in found),
    )


def _policy(style: str, script: str) -> str:
    """What browsers let the file do: its own style and script, by their digests, and what is inside it."""
    rules = {
        "default-src": "'none'",
        "img-src": "data:",
        "font-src": "data:",
        "style-src": f"'sha256-{_digest(style)}'",
        "script-src": f"'sha256-{_digest(script)}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _fonts(edition: Edition) -> str:
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: 400 600; '
        f'src: url("data:font/woff2;base64,{b64encode(data).decode()}") format("woff2"); }}\n'
        for family, data in edition.fonts.items()
    )


def _menu(found: list[Part]) -> Iterator[str]:
    """The table of contents: sections to open, in each its pages, those of a kind under their index."""
    section = ""
    for part in found:
        if part.section != section:
            if section:
                yield "</ul></details>"
            section = part.section
            if section:
                yield f"<details><summary>{escape(section)}</summary><ul>"
        item = f'<a href="#{part.anchor}">{escape(part.title)}</a>'
        yield f'<li class="{"under" if part.is_under else "own"}">{item}</li>' if section else f"<p>{item}</p>"
    if section:
        yield "</ul></details>"


def _article(part: Part) -> str:
    return f'<article id="{part.anchor}" aria-label="{escape(part.title)}">\n{part.html}\n</article>'
