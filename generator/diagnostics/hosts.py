"""Findings for code hosts, which show them on the lines of a request; and every format there is.

In: diagnostics and a language. Out: one text a format. Paths are as seen from the current folder, which must be the top
of the repository for a host to find the lines.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from xml.etree import ElementTree

from generator.diagnostics import Diagnostic, report
from generator.diagnostics.codes import Severity
from generator.diagnostics.report import line_of, message, place, relative

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML file may hold, after its specification, 2.2."""

_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def github(diagnostics: Sequence[Diagnostic], language: str) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request.

    After https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
    """
    return "\n".join(_command(diagnostic, language) for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic, language: str) -> str:
    text, advice = message(diagnostic, language)
    span = diagnostic.span
    where = f"file={_property(relative(span.file))}"
    if span.line:
        where += f",line={span.line}"
        # GitHub takes columns only where a finding stands on one line.
        one_line = span.end_line == span.line
        where += f",col={span.column},endLine={span.end_line}" if one_line else f",endLine={span.end_line}"
        where += f",endColumn={span.end_column}" if one_line else ""
    return f"::{diagnostic.severity} {where},title={_property(diagnostic.code)}::{_data(f'{text} {advice}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def gitlab(diagnostics: Sequence[Diagnostic], language: str) -> str:
    """The report of GitLab's Code Quality, after https://docs.gitlab.com/ci/testing/code_quality/.

    The fingerprint names a finding from one run to the next: it holds the text of its line and not the number, so that
    a finding that only moved is not taken for a new one.
    """
    seen: Counter[str] = Counter()
    return json.dumps([_issue(one, language, seen) for one in diagnostics], ensure_ascii=False, indent=2)


def _issue(diagnostic: Diagnostic, language: str, seen: Counter[str]) -> dict[str, object]:
    text, advice = message(diagnostic, language)
    span = diagnostic.span
    path = relative(span.file)
    alike = "\0".join((diagnostic.code, path, (line_of(span) or "").strip()))
    seen[alike] += 1
    first, last = max(span.line, 1), max(span.end_line, span.line, 1)
    return {
        "description": f"{text} {advice}",
        "check_name": diagnostic.code,
        "fingerprint": sha256(f"{alike}\0{seen[alike]}".encode()).hexdigest(),
        "severity": _GITLAB[diagnostic.severity],
        "location": {"path": path, "lines": {"begin": first, "end": last}},
    }


def junit(diagnostics: Sequence[Diagnostic], language: str) -> str:
    """A report of tests in JUnit's form: an error is a test that failed, a warning one that was skipped.

    The elements and attributes are those that Jenkins and GitLab read. Without a finding, one test has passed.
    """
    errors = sum(one.severity is Severity.ERROR for one in diagnostics)
    counts = {
        "tests": str(len(diagnostics) or 1),
        "failures": str(errors),
        "errors": "0",
        "skipped": str(len(diagnostics) - errors),
    }
    root = ElementTree.Element("testsuites", counts)
    suite = ElementTree.SubElement(root, "testsuite", {"name": "handbook check", **counts})
    if not diagnostics:
        ElementTree.SubElement(suite, "testcase", {"name": "handbook check", "classname": "handbook"})
    for diagnostic in diagnostics:
        _test(suite, diagnostic, language)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _test(suite: ElementTree.Element, diagnostic: Diagnostic, language: str) -> None:
    text, advice = (_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", part) for part in message(diagnostic, language))
    where = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", place(diagnostic.span))
    names = {"name": f"{where} {diagnostic.code}", "classname": diagnostic.code, "file": where.partition(":")[0]}
    test = ElementTree.SubElement(suite, "testcase", names)
    failed = diagnostic.severity is Severity.ERROR
    result = ElementTree.SubElement(test, "failure" if failed else "skipped", {"message": text})
    if failed:
        result.set("type", diagnostic.code)
    result.text = f"{where}\n{text}\n{advice}"


FORMATS: Mapping[str, Callable[[Sequence[Diagnostic], str], str]] = {
    "full": report.full,
    "concise": report.concise,
    "json": report.as_json,
    "github": github,
    "gitlab": gitlab,
    "junit": junit,
}
