"""The preview outlives whatever an author breaks, says so in the page, and fixes itself."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from live import Get, ask, free_port, get, previewed, until
from small import ROOT, copy_golden, swap, with_pages


@pytest.fixture
def start(site_project: Path) -> Iterator[Callable[[], Get]]:
    """Starts the preview of the small handbook; what it returns reads a page."""
    with ExitStack() as stack:

        def run() -> Get:
            address = stack.enter_context(previewed(site_project))
            return lambda path: get(address + path)

        yield run


def test_bad_save_keeps_the_last_good_page_and_a_good_one_mends_it(
    start: Callable[[], Get], site_project: Path
) -> None:
    content = site_project / "content"
    read = start()
    assert "handbook-findings" not in read("/indicateurs/exemple/")
    swap(content, "kpis/exemple.yml", "family: quality", "family: qualty")
    page = until(read, "/en/kpis/exemple/", lambda text: "handbook-findings" in text)
    assert "did you mean “quality”?" in page
    assert "On time in full" in page
    swap(content, "kpis/exemple.yml", "family: qualty", "family: quality")
    until(read, "/en/kpis/exemple/", lambda text: "handbook-findings" not in text)


def test_first_build_with_bad_content_shows_the_valid_entries(start: Callable[[], Get], site_project: Path) -> None:
    swap(site_project / "content", "kpis/exemple.yml", "family: quality", "family: qualty")
    page = start()("/responsabilites/exemple/")
    assert "Garantir la qualité" in page
    assert "handbook-findings" in page


@pytest.mark.parametrize("broken", ["site_name: [", "site_name: Guide\nplugins: [search]\n", "site_name: Guide\n"])
def test_broken_configuration_does_not_end_it(start: Callable[[], Get], site_project: Path, broken: str) -> None:
    read = start()
    config = site_project / "mkdocs.yml"
    sound = site_project / "sound.yml"
    shutil.copy(config, sound)
    config.write_text(broken, "utf-8")
    assert "Garantir" in until(read, "/responsabilites/exemple/", lambda text: "handbook-findings" in text)
    assert "On time in full" in until(read, "/en/kpis/exemple/", lambda text: "handbook-findings" in text)
    shutil.copy(sound, config)
    until(read, "/", lambda text: "handbook-findings" not in text)


@pytest.mark.parametrize("editor", ["code {file}", "code {"])
def test_a_template_of_the_editor_that_cannot_be_filled_is_told(
    start: Callable[[], Get], site_project: Path, editor: str
) -> None:
    swap(site_project, "mkdocs.yml", "content: [content]\n", f"content: [content]\n      editor: '{editor}'\n")
    page = until(start(), "/indicateurs/exemple/", lambda text: "wrong-setting" in text)
    assert "À l’heure et complet" in page
    assert "vscode://file" in page


def test_broken_hand_written_page_does_not_end_it(start: Callable[[], Get], site_project: Path) -> None:
    read = start()
    page = site_project / "docs" / "fr" / "about.md"
    sound = page.read_bytes()
    page.write_text("---\ntitle: Titre : suite\n---\n\n# Titre\n", "utf-8")
    shown = until(read, "/", lambda text: "handbook-findings" in text)
    assert "docs/fr/about.md:2:14" in shown
    page.write_bytes(b"---\ntitle: caf\xe9\n---\n")
    until(read, "/", lambda text: "not-utf-8" in text and "Traceback" not in text)
    page.write_bytes(sound)
    until(read, "/", lambda text: "handbook-findings" not in text)


@pytest.fixture
def address(site_project: Path) -> Iterator[str]:
    """Where the preview of the small handbook answers."""
    with previewed(site_project) as found:
        yield found


@pytest.fixture(scope="module")
def sound_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same for tests that only ask."""
    root = tmp_path_factory.mktemp("sound")
    copy_golden(root / "content")
    with previewed(with_pages(root)) as found:
        yield found


def contains(piece: str, page: str) -> bool:
    return piece in page


def test_every_request_is_answered_while_a_new_site_is_made(address: str, content: Path) -> None:
    paths = ("/indicateurs/exemple/", "/en/", "/assets/handbook.css", "/search/search_index.json")
    done = threading.Event()

    def answers(path: str) -> set[int]:
        seen = set()
        while not done.is_set():
            seen.add(ask(address, path)[0])
        return seen

    with ThreadPoolExecutor(len(paths)) as pool:
        running = [pool.submit(answers, path) for path in paths]
        try:
            for old, new in (("Keep the promise.", "Keep each promise."), ("each promise", "all promises")):
                swap(content, "kpis/exemple.yml", old, new)
                until(lambda path: get(address + path), "/en/kpis/exemple/", partial(contains, new))
        finally:
            done.set()
        assert [future.result() for future in running] == [{200}] * len(paths)


@pytest.mark.parametrize(
    "path",
    ["/%00", "/en/%00/", "/%FF", "/" + "a" * 5000, "/../../etc/hostname", "/%2e%2e/%2e%2e/mkdocs.yml", "/en//%5c"],
)
def test_strange_addresses_are_missing_pages(sound_address: str, path: str, caplog: pytest.LogCaptureFixture) -> None:
    status, text = ask(sound_address, path)
    assert status == 404
    assert "Page introuvable" in text
    assert "Traceback" not in caplog.text
    assert [record for record in caplog.records if record.exc_info] == []


def tagged(address: str, tag: str = "") -> tuple[int, str, bytes]:
    """The status, the tag and the content of a file, for a browser that has the one of a tag."""
    server = urlsplit(address)
    with closing(HTTPConnection(server.netloc, timeout=60)) as connection:
        connection.request("GET", server.path, headers={"If-None-Match": tag} if tag else {})
        answer = connection.getresponse()
        return answer.status, answer.headers["ETag"], answer.read()


def test_a_file_that_the_browser_has_is_not_sent_again(address: str, site_project: Path) -> None:
    picture, place = site_project / "docs" / "fr" / "picture.svg", f"{address}/picture.svg"
    picture.write_text("<svg/>", "utf-8")
    until(lambda _: str(tagged(place)[0]), "", lambda status: status == "200")
    _, tag, content = tagged(place)
    assert content == b"<svg/>"
    assert tagged(place, tag) == (304, tag, b"")
    picture.write_text("<svg></svg>", "utf-8")
    until(lambda _: tagged(place, tag)[2].decode(), "", lambda text: text == "<svg></svg>")


def test_only_this_machine_is_answered(sound_address: str) -> None:
    address = sound_address
    port = address.rpartition(":")[2]
    for name in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
        assert ask(address, "/", f"{name}:{port}")[0] == 200
    strangers = ("example.org", f"example.org:{port}", f"localhost.example.org:{port}", "127.0.0.1", "localhost:1", " ")
    for host in strangers:
        for path in ("/", "/assets/handbook.css", "/livereload/1/1", "/nowhere/"):
            status, text = ask(address, path, host)
            assert status == 403
            assert f"http://127.0.0.1:{port}/" in text
            assert "</" not in text


def test_a_finding_shows_the_text_that_it_was_found_in(address: str, content: Path) -> None:
    read: Get = lambda path: get(address + path)  # noqa: E731
    swap(content, "kpis/exemple.yml", "family: quality", "family: qualty")
    until(read, "/en/", lambda text: "handbook-findings" in text)
    swap(content, "kpis/exemple.yml", "family: qualty", "family: qwality")

    def consistent(page: str) -> bool:
        told = re.findall(r"“(q\w+)”", page.partition('id="handbook-findings"')[2])
        assert f"family: {told[0]}" in page
        return bool(told[0] == "qwality")

    until(read, "/en/", consistent)


def test_a_broken_configuration_is_told_in_place_of_what_was_found_before(address: str, site_project: Path) -> None:
    read: Get = lambda path: get(address + path)  # noqa: E731
    swap(site_project / "content", "kpis/exemple.yml", "family: quality", "family: qualty")
    until(read, "/en/", lambda text: "qualty" in text)
    (site_project / "mkdocs.yml").write_text("site_name: [", "utf-8")
    until(read, "/en/", lambda text: "handbook-findings" in text and "qualty" not in text)


@pytest.fixture
def own_package(site_project: Path) -> Iterator[Get]:
    """The command itself, run from a copy of the package, whose templates a test may break."""
    shutil.copytree(ROOT / "generator", site_project / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    port = free_port()
    command = [sys.executable, "-m", "generator", "preview", "--port", str(port)]
    with subprocess.Popen(command, cwd=site_project, stderr=subprocess.DEVNULL) as process:
        yield lambda path: get(f"http://127.0.0.1:{port}{path}")
        process.kill()


@pytest.mark.parametrize("name", ["kinds/kpis/page.md.jinja", "site/theme/main.html"])
def test_broken_template_does_not_end_it(own_package: Get, site_project: Path, name: str) -> None:
    assert "À l" in until(own_package, "/indicateurs/exemple/", lambda text: "</h1>" in text)
    template = site_project / "generator" / name
    sound = template.read_bytes()
    template.write_text("text\n{% if %}", "utf-8")
    shown = until(own_package, "/indicateurs/exemple/", lambda text: "handbook-findings" in text)
    assert f"{name}:2: TemplateSyntaxError" in shown
    assert "</h1>" in shown
    template.write_bytes(sound)
    until(own_package, "/indicateurs/exemple/", lambda text: "handbook-findings" not in text)


def test_who_waits_for_a_change_is_answered_across_a_template_error(own_package: Get, site_project: Path) -> None:
    def newer(version: int) -> int:
        """What the page's own script asks, until the site is newer: what was only found is told in between."""
        told = 0
        while (answer := json.loads(own_package(f"/livereload/{version}/{told}")))["version"] == version:
            told = answer["told"]
        assert answer["version"] > version
        return int(answer["version"])

    page = until(own_package, "/", lambda text: "/livereload/" in text)
    epoch = int(re.findall(r"version = (\d+)", page)[0])
    template = site_project / "generator" / "site" / "theme" / "main.html"
    sound = template.read_bytes()
    template.write_text("text\n{% if %}", "utf-8")
    epoch = newer(epoch)
    assert "TemplateSyntaxError" in own_package("/")
    template.write_bytes(sound)
    newer(epoch)
    assert "handbook-findings" not in own_package("/")
