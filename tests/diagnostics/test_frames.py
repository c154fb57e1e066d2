"""The line under a finding: the one in which it was found."""

from __future__ import annotations

from pathlib import Path

from small import swap

from generator.diagnostics import report
from generator.pipeline.stages import run


def test_a_finding_shows_the_line_in_which_it_was_found(content: Path) -> None:
    """What is saved after that is another text; a file that is read again has its new lines."""
    swap(content, "kpis/exemple.yml", "family: quality", "family: qualty")
    (found,) = run([content]).diagnostics
    swap(content, "kpis/exemple.yml", "family: qualty", "family: qwality")
    assert "family: qualty" in "\n".join(report.frame(found.span))
    (found,) = run([content]).diagnostics
    assert "family: qwality" in "\n".join(report.frame(found.span))
    file = content / "kpis" / "exemple.yml"
    file.write_bytes(file.read_bytes().replace(b"qwality", "qualité".encode("cp1252")))
    (found, *_) = run([content]).diagnostics
    assert found.code == "not-utf-8"
    assert "family: qualit" in "\n".join(report.frame(found.span))
