"""The house layout: what it changes, and what it never changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from small import ROOT

from generator.authoring.yaml import format_document
from generator.authoring.yaml.patch import comments
from generator.cli import main
from generator.model.document import Document
from generator.pipeline.load import find_files, load_document

LONG = (
    "Une phrase de plus de cent vingt caractères, que la mise en page coupe à une espace, et jamais au milieu"
    " d'un mot : voilà."
)


def document(text: str) -> Document:
    found, problems = load_document(Path("x.yml"), text, "kpis")
    assert found is not None, problems
    return found


def laid_out(text: str) -> str:
    result = format_document(document(text))
    assert result is not None
    return result


CASES = {
    "a long text is folded": (
        f'a: "{LONG}"\n',
        "a: >-\n"
        "  Une phrase de plus de cent vingt caractères, que la mise en page coupe à une espace, et jamais au milieu"
        " d'un mot :\n  voilà.\n",
    ),
    "a folded text with one line too long is broken anew": (
        f"a: >-\n  court\n  {LONG}\n",
        "a: >-\n"
        "  court Une phrase de plus de cent vingt caractères, que la mise en page coupe à une espace, et jamais au"
        " milieu d'un\n  mot : voilà.\n",
    ),
    "line breaks of a folded text stay where they fit": ("a: >-\n  deux\n  lignes\n", "a: >-\n  deux\n  lignes\n"),
    "lines of a literal text stay": (f"a: |\n  {LONG}\n\n  - x\n", f"a: |\n  {LONG}\n\n  - x\n"),
    "brackets that do not fit become lines": (
        f'a: {{fr: "{LONG[:60]}", en: "{LONG[:60]}"}}\n',
        f'a:\n  fr: "{LONG[:60]}"\n  en: "{LONG[:60]}"\n',
    ),
    "a list in brackets over several lines takes one": ("a: [x,\n  y]\n", "a: [x, y]\n"),
    "lists are indented under their field": ("a:\n- x\n-   y\n", "a:\n  - x\n  - y\n"),
    "steps are of two spaces": ("a:\n     b: x\n     c: y\n", "a:\n  b: x\n  c: y\n"),
    "quotes stay": ("a: 'x'\nb: \"y\"\nc: z\n", "a: 'x'\nb: \"y\"\nc: z\n"),
    "text stays text": (
        "a: no\nb: 1.10\nc: 010\nd: 2026-01-01\ne: 12:30\nf: null\ng: ~\nh: 0x1F\ni: <<\n",
        "a: no\nb: 1.10\nc: 010\nd: 2026-01-01\ne: 12:30\nf: null\ng: ~\nh: 0x1F\ni: <<\n",
    ),
    "comments stay where they are": (
        "# head\na: x  # beside\n# between\nb:\n  # inside\n  - fr: y\n# end\n",
        "# head\na: x  # beside\n# between\nb:\n  # inside\n  - fr: y\n# end\n",
    ),
    "Windows line ends go": ("a: x\r\nb: >-\r\n  y\r\n  z\r\n", "a: x\nb: >-\n  y\n  z\n"),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_layout(before: str, after: str) -> None:
    assert laid_out(before) == after
    assert laid_out(after) == after


PIECES = [
    "---\n",
    "---",
    "...\n",
    "\n",
    "\n\n",
    "  \n",
    "# c\n",
    " # c\n",
    "a: b\n",
    "b: >-\n  x\n  y\n",
    "c: |\n  x\n\n",
    "v:\n",
    "d: |+\n  x\n\n\n",
    "e: # c\n  - x\n",
    "f:\n  - x # c\n\n  # d\n  - y\n",
    "g: {a: b,\n c: d}\n",
    "h: 'x\n\n  y'\n",
    "i: x\n  y\n",
    "j: [a,\n b]\n",
    "k:\n\n\n  l: m\n",
    f"n: {LONG}\n",
    f"o: >\n  {LONG}\n\n\n",
    "p:\n# c\n  q: r\n",
    "s: >-\n\n  x\n",
    "t: ''\n",
    "u:   x   # c\n",
    "w: >2-\n    x\n",
    "x:\n- c\n- d\n",
    "'y': z\n",
    "? aa\n: bb\n",
    "---\t\n",
]
ENDS = ("\n", "\r\n", "\r")
EXAMPLES = int(os.environ.get("EXAMPLES", "150"))
"""How many files are tried: `EXAMPLES=5000` for a thorough run by hand."""


@settings(max_examples=EXAMPLES, derandomize=EXAMPLES == 150, deadline=None, database=None)
@given(
    start=st.sampled_from(["", "\ufeff", "---\n\n", "\n\n", "# c\n---\n"]),
    pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=6, unique=True),
    end=st.sampled_from(ENDS),
)
def test_a_file_that_was_laid_out_is_laid_out(start: str, pieces: list[str], end: str) -> None:
    text = (start + "".join(pieces)).replace("\n", end)
    found, _ = load_document(Path("x.yml"), text.removeprefix("\ufeff"), "kpis")
    once = format_document(found) if found else None
    if once is not None:
        assert laid_out(once) == once


@pytest.mark.parametrize("start", ["---\n\n", "\n\n", "---\n\n\n# c\n", "\ufeff---\r\n\r\n"])
def test_check_has_nothing_to_say_after_fmt(start: str, content: Path) -> None:
    path = content / "kpis" / "exemple.yml"
    path.write_text(start + path.read_text("utf-8"), "utf-8", newline="")
    assert fmt("--content", str(content)).exit_code == 0
    assert fmt("--content", str(content), "--check").exit_code == 0


def test_what_the_writer_cannot_read_is_told_and_stays(content: Path) -> None:
    path = content / "kpis" / "exemple.yml"
    path.write_text(path.read_text("utf-8") + "...\n...\n", "utf-8")
    before = path.read_bytes()
    result = fmt("--content", str(content))
    assert (result.exit_code, "not-rewritten" in result.output, path.read_bytes()) == (1, True, before)


@pytest.mark.parametrize(
    "comment", ["a: {0}  # beside\nb: y\n", "a: {0}\n# after\nb: y\n", "x:\n  - {0}\n  # after\n  - z\n"]
)
def test_comment_beside_a_long_text_stays_a_comment(comment: str) -> None:
    before = document(comment.format(f'"{LONG}"'))
    after = document(laid_out(before.text))
    assert after.data == before.data
    assert [text for _, text in comments(after)] == [text for _, text in comments(before)] != []


@pytest.mark.parametrize("laid", ["a: x\n", "a: x  # other\n", "a: y  # why\n", "a: x # why\nb: z\n", "a: [\n", None])
def test_a_layout_that_does_not_say_the_same_is_not_taken(laid: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the library that lays it out may do."""
    monkeypatch.setattr("generator.authoring.yaml.format.formatted", lambda _: laid)
    assert format_document(document("a:   x  # why\n")) is None


def test_whole_content_means_the_same_and_is_laid_out_once() -> None:
    for path in sorted(find_files(ROOT / "content")[0]):
        before = document(path.read_text("utf-8"))
        after = document(laid_out(before.text))
        assert after.data == before.data
        assert [text for _, text in comments(after)] == [text for _, text in comments(before)]
        assert after.text == before.text or laid_out(after.text) == after.text


def fmt(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["fmt", *arguments])


def test_command_rewrites_what_differs_and_names_it(content: Path) -> None:
    path = content / "kpis" / "exemple.yml"
    fmt("--content", str(content))
    sound = path.read_bytes()
    path.write_bytes(sound.replace(b"family: quality", b"family:    quality"))
    assert fmt("--content", str(content), "--check").exit_code == 1
    assert b"family:    quality" in path.read_bytes()
    result = fmt("--content", str(content))
    assert (result.exit_code, result.output.count(".yml")) == (0, 1)
    assert path.read_bytes() == sound
    assert fmt("--content", str(content), "--check").exit_code == 0


def test_command_leaves_a_file_with_errors_and_says_so(content: Path) -> None:
    path = content / "kpis" / "exemple.yml"
    broken = path.read_text("utf-8").replace("family: quality", "family:   qualty")
    path.write_text(broken, "utf-8")
    result = fmt("--content", str(content), str(path))
    assert result.exit_code == 1
    assert "exemple.yml:4:11" in result.output
    assert path.read_text("utf-8") == broken


def test_command_refuses_a_file_outside_the_content(content: Path, tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("a: x\n")
    assert fmt("--content", str(content), str(tmp_path / "x.yml")).exit_code == 2


def test_command_says_that_there_is_no_content(tmp_path: Path) -> None:
    result = fmt("--content", str(tmp_path / "none"))
    assert result.exit_code == 1
    assert "Traceback" not in result.output
