"""Items' edit links: under the heading of each entry that shares a page, a link that opens its file.

In: the HTML of a page's content, and the address for an anchor in it. Out: the same HTML with the link.
"""

from __future__ import annotations

from html import escape


def with_link(html: str, anchor: str, address: str, words: str) -> str:
    """The page with a link under the heading `anchor` that opens its item; the search leaves it out."""
    end = html.find("</h2>", html.find(f'<h2 id="{anchor}"')) + len("</h2>")
    link = f'<p class="edit" data-search-exclude><a href="{escape(address)}">{escape(words)}</a></p>'
    return html[:end] + link + html[end:]
