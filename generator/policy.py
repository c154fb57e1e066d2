"""The security policy of the site: what its pages may load and run, for the browser to hold them to.

In: the pages as they were built. Out: the policy, which allows no inline script but those found in them, by their
hash; and the headers of the site, in the form that each kind of host reads. No host is needed for the policy: each
page carries it too. Pure functions.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_CHARSET = '<meta charset="utf-8">'

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


def inline_scripts(page: str) -> set[str]:
    """The sources by which a policy allows the scripts that stand in a page. Data is no script."""
    texts = (
        script["text"]
        for script in _SCRIPT.finditer(page)
        if " src=" not in script["attributes"] and 'type="application/' not in script["attributes"]
    )
    return {f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts}


def policy(scripts: Iterable[str]) -> str:
    """The policy that allows these inline scripts."""
    allowed = {**_ALLOWED, "script-src": " ".join([_ALLOWED["script-src"], *sorted(scripts)])}
    return "; ".join(f"{directive} {sources}" for directive, sources in allowed.items())


def guard(page: str) -> str:
    """A page with its own policy in its head, for hosts that send no headers."""
    content = escape(policy(inline_scripts(page)))
    return page.replace(_CHARSET, f'{_CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{content}">', 1)


def headers(scripts: Iterable[str]) -> dict[str, str]:
    """Every header for every page. No other site may frame the pages: only a header can say so."""
    return {"Content-Security-Policy": f"{policy(scripts)}; frame-ancestors 'none'", **_OTHERS}


def header_files(scripts: Iterable[str], root: str = "/") -> dict[str, str]:
    """The headers as each kind of host reads them, by file name; `root` is where on its host the site stands."""
    every = headers(scripts)
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
