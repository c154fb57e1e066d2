"""Blocked: what stands in the pages of a site and the policy will not let run or load, told to its author.

In: guarded pages, each with the file that it is written in. Out: one finding for each script and each address, at its
place in that file or, where a plugin or the configuration brought it, in the configuration.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity
from generator.model.document import Span
from generator.site.security_policy import Guarded

_SHOWN = 60
"""How many characters of a script are enough to know it by."""


class Blocked:
    """What was blocked in the pages of a site; each thing is told for the first page that has it."""

    def __init__(self, config_file: Path, named: Sequence[str]) -> None:
        self._config_file = config_file
        self._named = named
        self._found: dict[str, Diagnostic] = {}

    def note(self, guarded: Guarded, page: str, source: Path | None) -> None:
        """Keep what one page lost; `page` is its address, `source` the file in which a person wrote it."""
        for script in guarded.scripts:
            if script.digest not in self._found:
                text = script.text.strip()
                values = {"page": page, "start": " ".join(text.split())[:_SHOWN], "digest": script.digest}
                self._add(script.digest, "blocked-script", text.partition("\n")[0], source, values)
        for address in guarded.elsewhere:
            if address not in self._found:
                self._add(address, "blocked-address", address, source, {"page": page, "address": address})

    def _add(self, key: str, code: str, text: str, source: Path | None, values: dict[str, str]) -> None:
        files = [source, self._config_file] if source else [self._config_file]
        span = next((found for file in files if (found := _place(file, text))), Span(self._config_file))
        self._found[key] = Diagnostic(code, span, values, severity=Severity.WARNING)

    def findings(self) -> Iterator[Diagnostic]:
        """Each finding; the list to paste names every script that is allowed or should be."""
        digests = [str(finding.values["digest"]) for finding in self._found.values() if "digest" in finding.values]
        listed = ", ".join([*self._named, *digests])
        for finding in self._found.values():
            yield Diagnostic(
                finding.code, finding.span, {**finding.values, "listed": listed}, severity=finding.severity
            )


def _place(file: Path, text: str) -> Span | None:
    """Where a text of one line stands first in a file; None where it does not."""
    if not text:
        return None
    for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), start=1):
        if (start := line.find(text)) >= 0:
            return Span(file, number, start + 1, number, start + len(text) + 1)
    return None
