"""The files beside the pages: sitemaps, pictures, the feed, and what stands at old and unknown addresses."""

from __future__ import annotations

import re
import struct
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from once import once
from PIL import Image
from small import BASE, built, copy_golden, swap, with_pages

from generator.site.social_cards import SIZE, draw

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def file_at(site: Path, address: str) -> Path:
    """The file that a full address of the site names."""
    assert address.startswith(BASE)
    place = address.removeprefix(BASE).partition("#")[0]
    return site / place / "index.html" if place.endswith("/") or not place else site / place


@pytest.fixture(scope="module")
def changed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site for an address, with an entry that was reviewed, and entries that had other names: to be read only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HANDBOOK_SITE_URL", BASE)
        return once(tmp_path_factory, "changed", _build_changed)


def _build_changed(root: Path) -> Path:
    content = copy_golden(root / "content")
    (content / "readers" / "exemple.yml").rename(content / "readers" / "nouveau.yml")
    for path in content.rglob("*.yml"):
        text = path.read_text("utf-8")
        text = text.replace("readers/exemple", "readers/nouveau").replace("audience: [exemple]", "audience: [nouveau]")
        path.write_text(text, "utf-8")
    published = "status: published"
    for name, also in (
        ("readers/nouveau.yml", "previous_ids: [exemple]"),
        ("plan/exemple.yml", "previous_ids: [autrefois]"),
        ("faq/exemple.yml", "previous_ids: [autrefois]\nreviewed_on: 2027-01-09"),
    ):
        swap(content, name, published, f"{published}\n{also}")
    return built(with_pages(root))


def test_robots_names_sitemaps_whose_pages_name_each_other(published_site: Path) -> None:
    robots = (published_site / "robots.txt").read_text("utf-8")
    twins: dict[str, dict[str, str]] = {}
    for sitemap in re.findall(r"Sitemap: (\S+)", robots):
        for page in ElementTree.parse(file_at(published_site, sitemap)).getroot():
            links = page.findall(f"{XHTML}link")
            twins[page[0].text or ""] = {link.attrib["hreflang"]: link.attrib["href"] for link in links}
    assert set(twins) == {
        f"{BASE}{p.parent.relative_to(published_site).as_posix()}/".replace("/./", "/")
        for p in published_site.rglob("index.html")
    }
    for address, found in twins.items():
        assert file_at(published_site, address).is_file()
        assert address in found.values()
        assert list(found) == ["fr", "en"]
        assert all(twins[other] == found for other in found.values())


def test_every_page_names_a_picture_that_is_there(published_site: Path) -> None:
    for path in published_site.rglob("index.html"):
        address = re.findall(r'"og:image" content="(.*?)"', path.read_text("utf-8"))[0]
        picture = file_at(published_site, address).read_bytes()
        assert struct.unpack(">II", picture[16:24]) == SIZE == (1200, 630)


def test_the_same_texts_give_the_same_picture() -> None:
    first = draw("Méthodes et outils", "Le guide du COO")
    draw.cache_clear()
    assert draw("Méthodes et outils", "Le guide du COO") == first
    assert draw("Rituels", "Le guide du COO") != first


def test_long_texts_stay_inside_the_picture() -> None:
    words = "Directeur ou directrice des opérations, du premier lundi au bilan annuel"
    picture = Image.open(BytesIO(draw(words, words))).convert("RGB")
    assert len(picture.crop((0, 0, *SIZE)).getcolors() or []) > 1
    for edge in ((SIZE[0] - 80, 0, *SIZE), (0, SIZE[1] - 60, *SIZE)):
        assert len(picture.crop(edge).getcolors() or []) == 1


def test_without_an_address_there_is_nothing_that_needs_one(plain_site: Path) -> None:
    site = plain_site
    assert [site / name for name in ("sitemap.xml", "robots.txt", "assets/pictures") if (site / name).exists()] == []


def test_feed_tells_what_was_checked_newest_first(changed_site: Path) -> None:
    site = changed_site
    for folder, said in ((site, "Relu le 9 janvier 2027."), (site / "en", "Reviewed on 9 January 2027.")):
        items = ElementTree.parse(folder / "feed.xml").getroot().findall(f"{ATOM}entry")
        assert [(item.findtext(f"{ATOM}updated") or "")[:10] for item in items] == ["2027-01-09", "2026-11-22"]
        assert (items[0].findtext(f"{ATOM}summary") or "").startswith(said)
        for item in items:
            assert file_at(site, item.findall(f"{ATOM}link")[0].attrib["href"]).is_file()
        assert 'href="../feed.xml"' in (folder / "faq" / "index.html").read_text("utf-8").partition("<footer")[2]


def test_without_dates_there_is_no_feed_and_no_link_to_it(site_project: Path) -> None:
    swap(site_project / "content", "regulations/exemple.yml", "status: published", "status: draft")
    site = built(site_project, strict=False)
    assert not (site / "feed.xml").exists()
    assert "feed.xml" not in (site / "index.html").read_text("utf-8")


def follow(site: Path, folder: str) -> Path:
    """Where a browser ends that asks for the index of a folder."""
    page = (site / folder / "index.html").read_text("utf-8")
    target: str = re.findall(r'http-equiv="refresh" content="0; url=(.*?)"', page)[0]
    assert f'href="{target}"' in page.partition("<body")[2]
    assert re.findall(r'rel="canonical" href="(.*?)"', page) == [urljoin(f"{BASE}{folder}/", target)]
    return site / urljoin(f"/{folder}/", target).lstrip("/") / "index.html"


def test_the_old_address_of_a_page_leads_to_the_new_one(changed_site: Path) -> None:
    site = changed_site
    assert follow(site, "parcours/exemple") == site / "parcours/nouveau/index.html"
    assert follow(site, "en/paths/exemple") == site / "en/paths/nouveau/index.html"
    assert (site / "parcours/nouveau/index.html").is_file()
    assert (site / "en/paths/nouveau/index.html").is_file()
    assert "paths/exemple" not in (site / "en/sitemap.xml").read_text("utf-8")


def test_the_old_anchor_of_an_item_stays_on_the_page(changed_site: Path) -> None:
    for folder in ("30-60-90", "en/30-60-90"):
        page = (changed_site / folder / "index.html").read_text("utf-8")
        assert re.search(r'<div class="former" id="autrefois"></div>\s*<h2 id="exemple">', page)


def test_anchors_of_a_page_that_was_divided_lead_to_the_entry_on_the_index(changed_site: Path) -> None:
    site = changed_site
    for folder in ("faq", "decisions", "en/faq", "en/decisions"):
        page = (site / folder / "index.html").read_text("utf-8")
        assert re.search(r'<span id="exemple"></span>(?:<span id="autrefois"></span>)?<a href="exemple/">', page)
    assert 'id="autrefois"' in (site / "faq" / "index.html").read_text("utf-8")


def test_unknown_addresses_are_answered_in_both_languages(published_site: Path) -> None:
    page = (published_site / "404.html").read_text("utf-8")
    assert '<section lang="fr" data-root="/guide/">' in page
    assert '<section lang="en" data-root="/guide/en/">' in page
    links = re.findall(r'href="([^"]*)"', page.partition("<article")[2].partition("</article")[0])
    assert "/guide/indicateurs/" in links
    assert "/guide/en/kpis/" in links
    for link in links:
        assert file_at(published_site, urljoin(BASE, link).replace("/.", "/")).is_file()
    assert '<section lang="fr"' not in (published_site / "en" / "404.html").read_text("utf-8")


def test_the_language_links_of_the_page_for_unknown_addresses_work_at_any_depth(published_site: Path) -> None:
    for page, home in (("404.html", "/guide/en/"), ("en/404.html", "/guide/")):
        text = (published_site / page).read_text("utf-8")
        switch = text.partition('class="languages"')[2].partition("</nav>")[0]
        assert re.findall(r'href="([^"]*)"', switch) == [home]


def test_hosts_are_told_where_the_page_for_unknown_addresses_stands(published_site: Path) -> None:
    assert "ErrorDocument 404 /guide/404.html" in (published_site / ".htaccess").read_text("utf-8")
    assert "error_page 404 /guide/404.html;" in (published_site / "_headers.nginx").read_text("utf-8")
