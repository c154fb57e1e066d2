"""Blocked content: findings on scripts and addresses in pages that the security policy blocks.

In: pages with their policy, each with its source file. Out: one finding for each script and each address, at its
position in that file or, if a plugin or the configuration has added it, in the configuration.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.model.document import Span
from generator.site.security_policy import Guarded

_SHOWN = 60
"""How many characters of a script a finding quotes."""


class Blocked:
    """What is blocked in the pages of a site; each script and address is reported for the first page that has it."""

    def __init__(self, config_file: Path, named: Sequence[str]) -> None:
        self._config_file = config_file
        self._named = named
        self.found: dict[str, Diagnostic] = {}

    def note(self, guarded: Guarded, page: str, source: Path | None) -> None:
        """Note what is blocked in one page; `page` is its address, `source` the Markdown file if a person wrote it."""
        for script in guarded.scripts:
            if script.digest not in self.found:
                text = script.text.strip()
                values = {"page": page, "start": " ".join(text.split())[:_SHOWN], "digest": script.digest}
                self._add(script.digest, "blocked-script", text.partition("\n")[0], source, values)
        for address in guarded.elsewhere:
            if address not in self.found:
                self._add(address, "blocked-address", address, source, {"page": page, "address": address})

    def _add(self, key: str, code: str, text: str, source: Path | None, values: dict[str, str]) -> None:
        files = [source, self._config_file] if source else [self._config_file]
        span = next((found for file in files if (found := _place(file, text))), Span(self._config_file))
        self.found[key] = Diagnostic(code, span, values)

    def findings(self) -> Iterator[Diagnostic]:
        """Every finding; the list to paste holds the digests of all scripts, those that are allowed already too."""
        digests = [str(finding.values["digest"]) for finding in self.found.values() if "digest" in finding.values]
        listed = ", ".join([*self._named, *digests])
        for finding in self.found.values():
            yield Diagnostic(finding.code, finding.span, {**finding.values, "listed": listed})


def _place(file: Path, text: str) -> Span | None:
    """The first position of a text of one line in a file; None if it is not there."""
    if not text:
        return None
    for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), start=1):
        if (start := line.find(text)) >= 0:
            return Span(file, number, start + 1, number, start + len(text) + 1)
    return None
