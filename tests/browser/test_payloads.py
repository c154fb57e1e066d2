"""Hostile texts in every field of the content, the site built from them all the same, and a real browser.

The check reports them; should anybody build nevertheless, nothing runs and no page has a part that a harmless
text would not have given it.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from once import once
from playwright.sync_api import Browser, Dialog, Page
from small import ROOT, copy_golden

from browser.payloads import HTML, PAYLOADS
from browser.serving import served
from generator.language.markup import html_tags
from generator.pipeline.stages import run

pytestmark = pytest.mark.browser

Entry = dict[str, Any]
CHARGES = [PAYLOADS[start : start + 4] for start in range(0, len(PAYLOADS), 4)]
BY_PROSE = {
    *("p", "em", "strong", "br", "ul", "li", "ol", "code", "pre", "table", "thead", "tbody", "tr", "th", "td"),
    *("code:class", "pre:id", "th:class", "td:class", "span:title"),
}
"""What the Markdown of a text may add to a page, in the form of `PARTS`."""

PARTS = """() => {
    const parts = new Set();
    for (const element of document.querySelectorAll("*")) {
        const tag = element.localName;
        parts.add(tag);
        for (const { name, value } of element.attributes) {
            parts.add(name === "class" && !value.startsWith("md-typeset__") ? `${tag}:class` : `${tag}:${name}`);
            if (name === "style" || name.startsWith("on")) parts.add(`${tag}:${name}=${value}`);
            if (["href", "src", "action"].includes(name)) {
                const { protocol, origin } = new URL(value, location);
                parts.add(`scheme ${protocol} ${origin === location.origin ? "here" : "elsewhere"}`);
            }
        }
    }
    return [...parts];
}"""
"""Every element of a page with its attributes, and where its addresses lead."""


def both(text: str) -> dict[str, str]:
    return {"fr": text, "en": text}


def line(text: str) -> dict[str, str]:
    return both(" ".join(text.split()))


def kpi(texts: Sequence[str]) -> Entry:
    """A page of its own: the first text in its one-line fields, all of them where there may be several."""
    first, every = texts[0], [both(text) for text in texts]
    return {
        "title": line(first), "summary": line(first), "status": "published", "family": "quality", "nature": "lagging",
        "sector": "both", "purpose": both("\n\n".join(texts)), "formula": line(first), "unit": line(first),
        "reading": both(texts[-1]), "data_source": line(first), "pitfalls": every, "target_policy": both(first),
        "on_monday": both("\n\n".join(texts)), "examples": {"industry": every[:1], "services": every},
        "aliases": {"fr": list(texts), "en": list(texts)}, "owner": line(first), "sources": ["exemple"],
        "figures": [{"value": line(text), "text": line(text), "source": "exemple", "area": "france", "as_of": text,
                     "confidence": "seen"} for text in texts],
    }  # fmt: skip


def term(text: str) -> Entry:
    return {
        "title": line(text), "summary": line(text), "details": both(text), "false_friend": both(text),
        "abbreviations": {"fr": [text], "en": [text]}, "status": "published", "sources": ["exemple"],
    }  # fmt: skip


def source(text: str) -> Entry:
    return {
        "title": line(text), "author": text, "publisher": line(text), "year": text, "note": both(text), "type": "book",
        "licence": line(text), "seen": "own", "status": "published", "language": "en",
    }  # fmt: skip


def comparison() -> Entry:
    columns = [{"id": f"c-{n}", "title": line(text)} for n, text in enumerate(PAYLOADS[:2])]
    rows = [{"id": f"r-{n}", "title": line(t), "cells": [both(t), both(t)]} for n, t in enumerate(PAYLOADS)]
    return {
        "title": line(PAYLOADS[0]), "summary": line(PAYLOADS[0]), "status": "published", "lead": both(PAYLOADS[0]),
        "corner": line(PAYLOADS[0]), "columns": columns, "rows": rows, "reading": both(PAYLOADS[0]),
    }  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook with every hostile text in it, and a harmless page beside them."""
    return once(tmp_path_factory, "hostile", _make_hostile)


def _make_hostile(root: Path) -> Path:
    content = copy_golden(root / "content")
    # The long word makes a table scroll, as long payloads do: its frame then has a name.
    plain = ["simple", "[word](https://example.org)", "`code`", "```\ncode\n```", "word" * 80]
    write(content / "kpis" / "harmless.yml", kpi(plain))
    write(content / "glossary" / "harmless.yml", term("simple"))  # so that the harmless page shows a definition too
    for number, texts in enumerate(CHARGES):
        write(content / "kpis" / f"charge-{number}.yml", kpi(texts))
    for number, text in enumerate(PAYLOADS):
        write(content / "glossary" / f"charge-{number}.yml", term(text))
        write(content / "sources" / f"charge-{number}.yml", source(text))
    write(content / "comparisons" / "charge.yml", comparison())
    return content


def write(path: Path, entry: Entry) -> None:
    path.write_text(json.dumps(entry, ensure_ascii=False), "utf-8")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The hostile content built as a preview does, which shows what it can in spite of the findings."""
    with served(once(tmp_path_factory, "hostile-site", _build_hostile)) as found:
        yield found


def _build_hostile(root: Path) -> Path:
    content = _make_hostile(root)
    settings = (content / "handbook.yml").read_text("utf-8")
    for old in ("Le petit guide", "Le métier", "Indicateurs", "Une partie du guide."):
        settings = settings.replace(f'"{old}"', json.dumps(f"{old}\"><img src=x onerror=window.__pwned=1><b x='"))
    (content / "handbook.yml").write_text(settings, "utf-8")
    for language in ("fr", "en"):
        (root / "docs" / language).mkdir(parents=True)
        (root / "docs" / language / "about.md").write_text("---\ntitle: About\n---\n\n# About\n\nText.\n", "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", root)
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    logging.disable()  # thousands of findings
    try:
        build(config)
    finally:
        logging.disable(logging.NOTSET)
    return root / "site"


def test_the_corpus_is_large_and_without_repetition() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 80


def test_the_check_reports_html_in_running_text(hostile: Path) -> None:
    reported = {d.span.file.stem for d in run([hostile]).diagnostics if d.code == "raw-html"}
    expected = {f"charge-{number}" for number, text in enumerate(PAYLOADS) if text in HTML and "<" in text}
    assert expected <= reported
    assert not list(html_tags("a < b, 3 <5 et `<code>`"))


def test_nothing_runs_and_nothing_is_added(visitor: Page, address: str) -> None:
    visitor.goto(f"{address}/indicateurs/harmless/")
    visitor.locator(".search-kind").wait_for(state="attached")  # the last part that a page gets
    allowed = {*visitor.evaluate(PARTS), *BY_PROSE}
    found = {}
    for number, texts in enumerate(CHARGES):
        visitor.goto(f"{address}/indicateurs/charge-{number}/")
        found[texts] = sorted(set(visitor.evaluate(PARTS)) - allowed)
    assert {texts: parts for texts, parts in found.items() if parts} == {}


@pytest.mark.parametrize(
    "path",
    ["/", "/glossaire/", "/sources/", "/comparaisons/charge/", "/en/kpis/charge-0/", "/en/glossary/", "/404.html"],
)
def test_nothing_runs_on_the_pages_that_gather_texts(visitor: Page, address: str, path: str) -> None:
    visitor.goto(address + path)
    parts = {part.partition("=")[0] for part in visitor.evaluate(PARTS)}
    assert not parts & {"img", "iframe", "object", "embed", "style", "base", "math", "video", "marquee", "hr"}
    assert {part for part in parts if ":on" in part} == set()


def test_nothing_runs_in_the_results_of_the_search(visitor: Page, address: str) -> None:
    visitor.goto(address)
    visitor.keyboard.press("/")
    for query in ("onerror", "script", "simple"):
        visitor.locator(".md-search__input").fill(query)
        visitor.wait_for_function("document.querySelectorAll('.md-search-result__item').length > 0")
        assert visitor.locator(".md-search-result :is(img, svg[onload], iframe, script)").count() == 0


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Page]:
    """A reader, to whom nothing must happen: no script of a text runs, no dialog opens, no other host is asked."""
    happened: list[str] = []

    def refuse(dialog: Dialog) -> None:
        happened.append(dialog.message)
        dialog.dismiss()

    with browser.new_context() as context:
        context.expose_function("pwned", lambda: happened.append("a script ran"))
        context.add_init_script("Object.defineProperty(window, '__pwned', { set: () => pwned() })")
        page = context.new_page()
        page.on("dialog", refuse)
        page.on("request", lambda asked: happened.append(asked.url) if not asked.url.startswith(address) else None)
        yield page
        page.wait_for_timeout(100)
    assert happened == []
