"""Work grows with the text, not with its square: each text here would take minutes if it did.

Each runs in a process that the system ends after a minute of computing. What is measured is whether it ends at all.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from small import found, only

from generator.pipeline.load.parse import MAX_LENGTH, MAX_LINES, MAX_VALUES

KPI = "kpis/exemple.yml"
SECONDS = 60
LENGTH = 1_000_000
LIMITED = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
from generator.diagnostics import yaml_text
from generator.exports import plain_markdown, texts as export_texts
from generator.language import markup
from generator.pipeline.check import texts
from generator.render import pages
from generator.site import structured_data
from generator.site.html import drawn_links, glossary_links, theme_fixes
text = sys.stdin.buffer.read().decode()
"""
PROSE = "markup.prose('x\\n' + text + '\\nx', 'fr', lambda target: target)"
CASES = {
    "fences that nothing closes": (PROSE, "``` x\n"),
    "tilde fences that nothing closes": (PROSE, "~~~ x\n"),
    "one endless tilde fence": (PROSE, "~"),
    "backticks of many lengths": (PROSE, "".join("`" * length + " " for length in range(1, 1400))),
    "backticks behind blank lines": (PROSE, "`\n \n"),
    "brackets": (PROSE, "[a]("),
    "spaces": (PROSE, " "),
    "no-break spaces": (PROSE, "\u00a0"),
    "HTML that nothing closes": ("list(markup.html_tags(text))", "<!-- `"),
    "a whole page of spaces": ("markup.typeset(text, 'fr')", " "),
    "capitals": ("texts._ABBREVIATION.findall(text + 'x')", "A"),
    "blanks of a page": ("theme_fixes.finish(text)", " "),
    "blank lines of a page": ("theme_fixes.finish('x' + text + 'x')", "\n "),
    "preformatted text that nothing closes": ("theme_fixes.finish(text)", "<pre>"),
    "figures of a page": ("theme_fixes.finish('<p>' + text)", "1-1"),
    "figures that end in no tag": ("theme_fixes.finish(text)", ">1-1"),
    "drawings of plain Markdown": ("plain_markdown.plain(text, str)", "<svg>"),
    "tables of plain Markdown": ("plain_markdown.plain(text, str)", "<table><tr><td>"),
    "comments of plain Markdown": ("plain_markdown.plain(text, str)", "<!-- "),
    "fences of plain Markdown": ("plain_markdown.plain(text, str)", "``` x\n"),
    "spaces of plain Markdown": ("plain_markdown.plain('x' + text + 'x', str)", " "),
    "blank lines of plain Markdown": ("plain_markdown.plain('x' + text + 'x', str)", " \n"),
    "boxes of plain Markdown": ("plain_markdown.plain(text, str)", "!!! a\n    b\n"),
    "attributes of plain Markdown": ("plain_markdown.plain(text, str)", "{: "),
    "links without their targets": ("export_texts.without_links(text)", "[a](b) "),
    "drawings that nothing closes": ("drawn_links.with_drawn_links(text, 'a.md', True)", "<svg>"),
    "comments that nothing closes": ("list(glossary_links._prose(text))", "<!-- "),
    "a tag with an endless name": ("list(glossary_links._prose('<' + text))", "a"),
    "paragraphs that nothing closes": ("structured_data.opening(text)", "<p>"),
    "tags that nothing closes": ("structured_data.opening('<p>' + text + '</p>')", "<"),
    "blanks at the end of a line": ("pages.tidy(text + 'x')", " "),
    "a line of YAML with spaces inside": ("yaml_text.parts('a: ' + text + 'x')", " "),
}


@pytest.mark.skipif(sys.platform == "win32", reason="the system cannot limit a process")
@pytest.mark.parametrize(("work", "piece"), CASES.values(), ids=CASES)
def test_work_is_linear(work: str, piece: str) -> None:
    text = piece * (LENGTH // len(piece) or 1)
    result = subprocess.run(
        [sys.executable, "-c", LIMITED + work], input=text.encode(), capture_output=True, check=False
    )
    assert (result.returncode, result.stderr.decode()) == (0, "")


WIDE = {
    "unknown fields": "{" + ",\n ".join(f"k{number}: x, l{number}: x" for number in range(9_000)) + "}",
    "unknown fields without values": "{"
    + ",\n ".join(", ".join(f"k{n}{m}" for m in range(9)) for n in range(9_000))
    + "}",
    "unknown languages": "title: {" + ",\n ".join(", ".join(f"k{n}{m}" for m in range(9)) for n in range(9_000)) + "}",
    "tags": "a: [" + "!x y," * 180_000 + "]",
    "a line of colons": "a: [" + "a: b: c, " * 100_000 + "]",
    "spaces before a colon": "a: b" + " " * 900_000 + "c: d\n",
    "dashes without spaces": "-a\n" * 9_900,
    "colons on each line": "a: b: c\n" * 9_900,
    "endless lines": "-a\n" * 300_000,
    "an endless text": "a: >-\n" + f"  {'mot ' * 20}\n" * 9_000,
}


@pytest.mark.skipif(sys.platform == "win32", reason="the system cannot limit a process")
@pytest.mark.parametrize("text", WIDE.values(), ids=WIDE)
def test_wide_file_is_told(text: str, content: Path) -> None:
    (content / KPI).write_text(text, "utf-8")
    program = f"import resource; resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))\n"
    program += "from generator.cli import main; main()"
    command = [sys.executable, "-c", program, "check", "--content", str(content), "--format", "concise"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (1, "")
    assert f"{KPI}:" in result.stdout


def test_bounds_are_told_at_their_place(content: Path) -> None:
    (content / KPI).write_text("a: b\nc: " + "x" * MAX_LENGTH + "\n", "utf-8")
    assert found(content) == [("file-too-large", KPI, 2, 1)]
    (content / KPI).write_text("a: b\n" * (MAX_LINES + 1), "utf-8")
    assert found(content) == [("file-too-large", KPI, MAX_LINES + 1, 1)]
    (content / KPI).write_text("a:\n" + "  - x\n" * MAX_VALUES, "utf-8")
    assert found(content) == [("file-too-large", KPI, MAX_VALUES, 5)]
    (content / KPI).write_text("a: >-\n" + "  mot mot\n" * (MAX_LENGTH // 8 + 1), "utf-8")
    problem = only(content)
    assert (problem.message, problem.span.line, problem.span.column) == ("text-too-long", 1, 4)


def test_what_is_just_within_the_bounds_is_read(content: Path) -> None:
    path = content / KPI
    text = path.read_text("utf-8") + "aliases:\n  fr:\n" + '    - "x"\n' * (MAX_VALUES - 200)
    path.write_text(text + f'  en: ["{"x" * (MAX_LENGTH - 20)}"]\n', "utf-8")
    assert found(content) == []
