"""Findings in the forms that code hosts publish."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from small import swap

from generator.diagnostics import Diagnostic
from generator.diagnostics.hosts import FORMATS
from generator.model.document import Span
from generator.pipeline.stages import run

COMMAND = re.compile(r"::(error|warning) ((?:\w+=[^,:\r\n]*)(?:,\w+=[^,:\r\n]*)*)::([^\r\n]*)")
"""A workflow command, as GitHub's runner takes it apart."""


@pytest.fixture
def found(content: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Diagnostic, ...]:
    """An error on a line, a finding of several lines, a warning, and an odd name of a file."""
    monkeypatch.chdir(content.parent)
    swap(content, "kpis/exemple.yml", "family: quality", "family: qual%ty")
    swap(content, "rituals/exemple.yml", "title:", "titel:")
    long = Diagnostic("left-to-write", Span(content / "kpis" / "exemple.yml", 2, 3, 4, 1))
    odd = Diagnostic("missing-source", Span(content / "kpis" / "a,b:c%.yml", 1, 1, 1, 2))
    return (*run([content]).diagnostics, long, odd)


def test_github_gets_one_command_a_finding_with_everything_escaped(found: tuple[Diagnostic, ...]) -> None:
    lines = FORMATS["github"](found, "en").split("\n")
    commands = [COMMAND.fullmatch(line) for line in lines]
    assert len(lines) == len(found)
    assert all(commands)
    told = [dict(part.split("=", 1) for part in command[2].split(",")) for command in commands if command]
    assert told[0]["file"] == "content/kpis/exemple.yml"
    assert "qual%25ty" in lines[0]
    assert told[-2]["line"] == "2"
    assert told[-2]["endLine"] == "4"
    assert not {"col", "endColumn"} & told[-2].keys()
    assert told[-1]["file"] == "content/kpis/a%2Cb%3Ac%25.yml"


def test_gitlab_gets_the_fields_of_code_quality(found: tuple[Diagnostic, ...]) -> None:
    issues = json.loads(FORMATS["gitlab"](found, "fr"))
    assert len(issues) == len(found)
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert 1 <= issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert json.loads(FORMATS["gitlab"]((), "fr")) == []


def test_a_finding_that_moved_keeps_its_fingerprint(content: Path) -> None:
    swap(content, "kpis/exemple.yml", "family: quality", "family: qualty")
    before = json.loads(FORMATS["gitlab"](run([content]).diagnostics, "en"))
    text = (content / "kpis" / "exemple.yml").read_text("utf-8")
    (content / "kpis" / "exemple.yml").write_text("# A comment.\n" + text, "utf-8")
    after = json.loads(FORMATS["gitlab"](run([content]).diagnostics, "en"))
    assert [one["fingerprint"] for one in before] == [one["fingerprint"] for one in after]
    assert before[0]["location"] != after[0]["location"]


def test_junit_counts_errors_as_failures_and_warnings_as_skipped(found: tuple[Diagnostic, ...]) -> None:
    root = ElementTree.fromstring(FORMATS["junit"](found, "en"))
    (suite,) = root
    assert (root.tag, suite.tag) == ("testsuites", "testsuite")
    assert int(suite.attrib["tests"]) == len(suite) == len(found)
    assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
    assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped"))
    for test in suite:
        assert {"name", "classname"} <= test.attrib.keys()
        assert test[0].attrib["message"]


def test_junit_has_a_test_that_passed_where_nothing_is_found() -> None:
    (suite,) = ElementTree.fromstring(FORMATS["junit"]((), "en"))
    (test,) = suite
    assert suite.attrib["failures"] == "0"
    assert not list(test)


def test_junit_is_xml_whatever_a_file_is_called() -> None:
    odd = Diagnostic("missing-source", Span(Path("content/a\x01<&>.yml"), 1, 1, 1, 2))
    assert len(ElementTree.fromstring(FORMATS["junit"]([odd], "en"))) == 1
