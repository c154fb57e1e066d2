"""HTML as a browser reads it: its elements with their attributes, its text, and the scripts that would run."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

Attributes = dict[str, str | None]


class Parsed(HTMLParser):
    """What some HTML holds. Texts of scripts and of style sheets are no text of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        self.text = ""
        self.scripts: list[tuple[Attributes, str]] = []
        self._inside = ""
        self.feed(html)
        self.close()

    @property
    def tags(self) -> set[str]:
        """The names of the elements."""
        return {tag for tag, _ in self.elements}

    @property
    def digests(self) -> set[str]:
        """The inline scripts that run, as a policy names them."""
        return {
            f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
            for attributes, text in self.scripts
            if "src" not in attributes and attributes.get("type") in (None, "", "module", "text/javascript")
        }

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag
        if tag == "script":
            self.scripts.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            attributes, text = self.scripts.pop()
            self.scripts.append((attributes, text + data))
        elif self._inside != "style":
            self.text += data
