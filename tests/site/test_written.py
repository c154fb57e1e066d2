"""Hand-written pages are read for their place in the site, and a broken front matter is a finding."""

from __future__ import annotations

from pathlib import Path

from generator.site.handwritten_pages import LAST, HandwrittenPage, written


def test_pages_come_in_their_order_and_with_their_key(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("---\nkey: second\norder: 2\ntitle: B\n---\n# B\n", "utf-8")
    (tmp_path / "a.md").write_text("# A\n", "utf-8")
    assert written(tmp_path, "fr") == (
        [HandwrittenPage("b.md", "second", 2, "B"), HandwrittenPage("a.md", "a.md", LAST)],
        [],
    )


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"---\r\nkey: first\r\n---\r\n# A\r\n")
    assert written(tmp_path, "fr")[0] == [HandwrittenPage("a.md", "first", LAST)]


def test_broken_front_matter_is_a_finding_at_its_line_and_the_page_stays(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nkey: a\ntitle: Un : deux\n---\n# A\n", "utf-8")
    pages, (problem,) = written(tmp_path, "fr")
    assert (problem.code, problem.span.line, problem.span.column) == ("yaml-colon", 3, 11)
    assert pages == [HandwrittenPage("a.md", "a.md", LAST)]


def test_page_that_is_not_utf_8_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"# Caf\xe9\n")
    assert [problem.code for problem in written(tmp_path, "fr")[1]] == ["not-utf-8"]
