"""The whole handbook as PDF: every page in it, links that lead to places in it, contents and an index."""

from __future__ import annotations

import re

import pdfs
import pytest
from small import copy_golden, handbook_of

from generator.documents.blocks import Heading
from generator.documents.making import chosen_with_whole
from generator.documents.printing import printed
from generator.documents.whole import whole
from generator.model.handbook import Handbook
from generator.render.pages import plan

WHEN = 1790000000


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    return handbook_of(copy_golden(tmp_path_factory.mktemp("whole") / "content"))


@pytest.fixture(scope="module")
def file(handbook: Handbook) -> bytes:
    (key,) = chosen_with_whole(handbook, ["handbook"])
    return printed(handbook, key, "en", WHEN)


def test_every_page_of_the_site_but_its_home_has_its_heading(handbook: Handbook) -> None:
    document, _ = whole(handbook, "en")
    headings = [block for block in document.blocks if isinstance(block, Heading) and block.outlined]
    assert len([block for block in headings if block.level in (2, 3)]) == len(plan(handbook)) - 1


def test_links_lead_to_places_of_the_same_file(file: bytes) -> None:
    addresses, inside, lost = pdfs.links(file)
    assert lost == []
    assert inside > 50
    assert all(re.match(r"https?://|mailto:", address) for address in addresses)


def test_cross_references_say_the_page(file: bytes) -> None:
    assert len(re.findall(r"\(p\.\s*\d+\)", pdfs.text(file))) > 50


def test_it_opens_with_a_cover_and_contents_and_ends_with_an_index(file: bytes) -> None:
    pages = pdfs.by_page(file)
    assert "The small handbook" in pages[0]
    assert "As at 21 September 2026" in pages[0]
    assert "Contents" in pages[1]
    assert re.search(r"KPIs[ .]+\d+", pages[1])
    assert "Index of terms" in pages[-1]
    assert re.search(r"bottleneck, \d+", pages[-1])


def test_bookmarks_follow_the_contents(file: bytes) -> None:
    with pdfs.opened(file) as document, document.open_outline() as outline:
        names = [str(item.title) for item in outline.root]
        below = [str(item.title) for part in outline.root for item in part.children]
    assert [plainly for plainly in names if plainly in ("The job", "The tools")] == ["The job", "The tools"]
    assert "KPIs" in below


def test_it_is_tagged_and_its_fonts_are_in_it(file: bytes) -> None:
    with pdfs.opened(file) as document, document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert str(document.Root.Lang).startswith("en")
    assert "TH" in pdfs.tags(file)
    assert pdfs.fonts_without_file(file) == []


def test_the_same_handbook_gives_the_same_bytes(file: bytes, handbook: Handbook) -> None:
    (key,) = chosen_with_whole(handbook, ["handbook"])
    assert printed(handbook, key, "en", WHEN) == file
