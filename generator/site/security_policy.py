"""The security policy of the site: what its pages may load and run. Browsers enforce it.

In: the pages as they were built, in which each script of a template carries a mark; and the scripts that the project
allows by name. Out: each page without marks and with its policy, which allows these scripts by their digests and no
others; what the policy will block in it; and the headers of the site, in the format of each kind of host. Pages have
their policy even on hosts that send no headers. Pure functions.

The mark is put into the source of templates before they are filled, and is a random word of this process: what texts,
Markdown and other plugins bring into a page never has it.
"""

from __future__ import annotations

import re
import secrets
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

_MARK = f"data-own-{secrets.token_hex(16)}"
_NO_MARK = f"data-own-{'0' * 32}"
"""What stands for the mark where compiled templates are kept: a word of the same length, as they name lengths."""

_PROGRAM = re.compile(r"(?:java|ecma|j|live)script|^(?:module|importmap|speculationrules)$", re.IGNORECASE)
"""The types of a script that runs, or that changes what runs; whatever else it is said to be, it is data."""

_LOADED = ", ".join(
    [f"{tag}[src]" for tag in ("script", "img", "iframe", "audio", "video", "source", "embed", "track")]
    + ['link[rel~="stylesheet" i][href]']
)
"""The elements for which a browser asks for a file."""

_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_PLACES = [
    re.compile(place, re.IGNORECASE)
    for place in (
        r"""<meta\s+charset=["']?utf-8["']?\s*/?>""",
        r"<head\b[^>]*>",
        r"<html\b[^>]*>",
        r"<!doctype[^>]*>",
        "",
    )
]
"""After what a policy goes, the best place first: browsers look for the encoding in the first kilobyte."""


_ALLOWED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""Nothing from elsewhere; the theme draws its icons from `data:` pictures in its style sheet."""

_OTHERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

_KEPT = {"/assets/*": "public, max-age=3600", "/*/assets/*": "public, max-age=3600"}
"""How long a browser may use its copy: names without a hash must not be kept for long."""

NETLIFY, APACHE, NGINX = "_headers", ".htaccess", "_headers.nginx"
"""The files, by the hosts that read them; Cloudflare Pages reads the first too."""


class Script(NamedTuple):
    """An inline script of a page: its text, the digest that names it, and whether a template put it there."""

    text: str
    digest: str
    own: bool


class Guarded(NamedTuple):
    """A page with its policy, the digests that this allows, and what it blocks: scripts, and addresses elsewhere."""

    page: str
    allowed: frozenset[str]
    scripts: tuple[Script, ...]
    elsewhere: tuple[str, ...]


def marked(template: str) -> str:
    """The source of a template with a mark on each of its scripts."""
    return template.replace("<script", f"<script {_MARK}")


def without_mark(code: bytes) -> bytes:
    """A compiled template for another process, which has another mark."""
    return code.replace(_MARK.encode(), _NO_MARK.encode())


def with_mark(code: bytes) -> bytes:
    """A compiled template from another process."""
    return code.replace(_NO_MARK.encode(), _MARK.encode())


def unmarked(page: str) -> str:
    """A page without the marks."""
    return page.replace(f" {_MARK}", "")


def inline_scripts(page: str) -> list[Script]:
    """The scripts that stand in a page. Data is no script."""
    return _inline_scripts(LexborHTMLParser(page))


def _inline_scripts(page: LexborHTMLParser) -> list[Script]:
    return [
        Script(text, _digest(text), _MARK in script.attributes)
        for script in page.css("script:not([src])")
        if _runs(script.attributes.get("type")) and (text := script.text()) is not None
    ]


def _runs(kind: str | None) -> bool:
    """Whether a script of this type runs; one without a type does."""
    return not kind or bool(_PROGRAM.search(kind))


def _elsewhere(page: LexborHTMLParser, site: str) -> Iterator[str]:
    """The addresses that a page loads from other sites than `site`."""
    for element in page.css(_LOADED):
        address = (element.attributes.get("href" if element.tag == "link" else "src") or "").strip()
        if _ELSEWHERE.match(address) and not (site and address.startswith(site)):
            yield address


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def policy(digests: Iterable[str]) -> str:
    """The policy that allows the inline scripts of these digests."""
    sources = [_ALLOWED["script-src"], *(f"'{digest}'" for digest in sorted(digests))]
    allowed = {**_ALLOWED, "script-src": " ".join(sources)}
    return "; ".join(f"{directive} {sources}" for directive, sources in allowed.items())


def guard(page: str, named: Iterable[str] = (), site: str = "") -> Guarded:
    """A page with its own policy in its head, for hosts that send no headers.

    `named` are the digests that the project allows beside the scripts of templates; `site` is the address of the site,
    which is not elsewhere.
    """
    read, named = LexborHTMLParser(page), frozenset(named)
    scripts = _inline_scripts(read)
    allowed = frozenset(script.digest for script in scripts if script.own or script.digest in named)
    blocked = tuple(script for script in scripts if script.digest not in allowed)
    return Guarded(_with_policy(unmarked(page), policy(allowed)), allowed, blocked, tuple(_elsewhere(read, site)))


def _with_policy(page: str, text: str) -> str:
    end = next(found.end() for place in _PLACES if (found := place.search(page)))
    return f'{page[:end]}\n<meta http-equiv="Content-Security-Policy" content="{_in_quotes(text)}">{page[end:]}'


def _in_quotes(text: str) -> str:
    """A text for an attribute in double quotes: a policy is full of single ones."""
    return escape(text, quote=False).replace('"', "&quot;")


def headers(digests: Iterable[str]) -> dict[str, str]:
    """Every header for every page. No other site may frame the pages: only a header can say so."""
    return {"Content-Security-Policy": f"{policy(digests)}; frame-ancestors 'none'", **_OTHERS}


def header_files(digests: Iterable[str], root: str = "/") -> dict[str, str]:
    """The headers as each kind of host reads them, by file name; `root` is where on its host the site stands."""
    every = headers(digests)
    netlify = ["/*", *(f"  {name}: {value}" for name, value in every.items())]
    for place, value in _KEPT.items():
        netlify += [place, f"  Cache-Control: {value}"]
    kept = next(iter(_KEPT.values()))
    apache = [
        f"ErrorDocument 404 {root}404.html",
        "<IfModule mod_headers.c>",
        *(f'  Header always set {name} "{value}"' for name, value in every.items()),
        '  <FilesMatch "\\.(css|js|woff2|png|svg)$">',
        f'    Header set Cache-Control "{kept}"',
        "  </FilesMatch>",
        "</IfModule>",
    ]
    nginx = [
        "# Put this line into the server block: include /path/of/the/site/_headers.nginx;",
        f"error_page 404 {root}404.html;",
        "location ~ /(_headers|\\.ht) { return 404; }",
        *(f'add_header {name} "{value}" always;' for name, value in every.items()),
    ]
    files = {NETLIFY: netlify, APACHE: apache, NGINX: nginx}
    return {name: "\n".join(lines) + "\n" for name, lines in files.items()}
