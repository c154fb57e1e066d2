"""The registry of codes: all that holds for every finding of a code, said once.

In: nothing. Out: `CODES`, by name, in the order of the reference. A code is permanent: an entry may name it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad: an error stops a build, a warning stops it under `--strict` only."""

    ERROR = "error"
    WARNING = "warning"


ERROR, WARNING = Severity


class Group(StrEnum):
    """Where the reference lists a code; those of commands and builds have no page of their own."""

    PLACE = "place"
    READING = "reading"
    WRITING = "writing"
    FIELDS = "fields"
    RULES = "rules"
    ACCEPTED = "accepted"
    COMMANDS = "commands"
    """What `fmt`, `export` and `import` say: no matter of YAML."""
    BUILDING = "building"
    """What a build says of `mkdocs.yml` and of whole pages."""


@dataclass(frozen=True, slots=True)
class Code:
    """What holds for every finding of a code.

    `unless` names the one wording, in `messages` of `locales/`, whose findings have the other severity. An entry may
    accept what is `acceptable`, a matter of judgement: a page can be made without fixing it.
    """

    name: str
    group: Group
    severity: Severity = ERROR
    unless: str = ""
    acceptable: bool = False

    @property
    def has_page(self) -> bool:
        """Whether the reference explains it on a page of its own."""
        return self.group not in (Group.COMMANDS, Group.BUILDING)

    def severity_of(self, wording: str) -> Severity:
        """How bad a finding is that is told in a wording of the code."""
        if not wording or wording != self.unless:
            return self.severity
        return WARNING if self.severity is ERROR else ERROR


_ALL = (
    Code("no-content", Group.PLACE),
    Code("no-settings", Group.PLACE),
    Code("wrong-place", Group.PLACE),
    Code("unknown-kind", Group.PLACE),
    Code("wrong-ending", Group.PLACE),
    Code("wrong-id", Group.PLACE),
    Code("unreadable-file", Group.READING),
    Code("file-too-large", Group.READING),
    Code("not-utf-8", Group.READING),
    Code("control-character", Group.READING),
    Code("empty-file", Group.READING),
    Code("merge-conflict", Group.WRITING),
    Code("not-a-mapping", Group.WRITING),
    Code("duplicate-key", Group.WRITING),
    Code("wrong-key", Group.WRITING),
    Code("too-deep", Group.WRITING),
    Code("yaml-alias", Group.WRITING),
    Code("yaml-apostrophe", Group.WRITING),
    Code("yaml-backslash", Group.WRITING),
    Code("yaml-block", Group.WRITING),
    Code("yaml-bracket", Group.WRITING),
    Code("yaml-colon", Group.WRITING),
    Code("yaml-comma", Group.WRITING),
    Code("yaml-comment", Group.WRITING),
    Code("yaml-dash", Group.WRITING),
    Code("yaml-document", Group.WRITING),
    Code("yaml-indentation", Group.WRITING),
    Code("yaml-missing-colon", Group.WRITING),
    Code("yaml-nbsp", Group.WRITING),
    Code("yaml-quote", Group.WRITING),
    Code("yaml-sign", Group.WRITING),
    Code("yaml-space", Group.WRITING),
    Code("yaml-syntax", Group.WRITING),
    Code("yaml-tab", Group.WRITING),
    Code("yaml-tag", Group.WRITING),
    Code("yaml-typographic-quote", Group.WRITING),
    Code("missing-field", Group.FIELDS),
    Code("unknown-field", Group.FIELDS),
    Code("wrong-value", Group.FIELDS),
    Code("not-a-list", Group.FIELDS),
    Code("not-a-text", Group.FIELDS),
    Code("unknown-reference", Group.FIELDS),
    Code("draft-reference", Group.RULES, WARNING, acceptable=True),
    Code("duplicate-term", Group.RULES),
    Code("figure-confidence", Group.RULES, acceptable=True),
    Code("left-to-write", Group.RULES, WARNING),
    Code("long-summary", Group.RULES, WARNING, acceptable=True),
    Code("missing-action", Group.RULES, WARNING, acceptable=True),
    Code("missing-example", Group.RULES, WARNING, unless="missing-both-examples", acceptable=True),
    Code("missing-source", Group.RULES, WARNING, acceptable=True),
    Code("missing-translation", Group.RULES, WARNING, unless="untranslated-heading", acceptable=True),
    Code("orphan-entry", Group.RULES, WARNING, acceptable=True),
    Code("pasted-bullets", Group.RULES, WARNING, acceptable=True),
    Code("raci-no-r", Group.RULES, acceptable=True),
    Code("raci-one-a", Group.RULES),
    Code("raw-html", Group.RULES, unless="tag-in-line"),
    Code("row-cells", Group.RULES),
    Code("rows-twice", Group.RULES),
    Code("same-in-both", Group.RULES, WARNING, acceptable=True),
    Code("same-title", Group.RULES, WARNING, acceptable=True),
    Code("taken-id", Group.RULES),
    Code("too-few", Group.RULES, acceptable=True),
    Code("unknown-abbreviation", Group.RULES, WARNING, acceptable=True),
    Code("unlisted-kind", Group.RULES),
    Code("wrong-behaviours", Group.RULES, acceptable=True),
    Code("wrong-levels", Group.RULES),
    Code("accepted-expired", Group.ACCEPTED, WARNING),
    Code("accepted-unknown", Group.ACCEPTED),
    Code("accepted-unused", Group.ACCEPTED, WARNING),
    Code("accepted-without-reason", Group.ACCEPTED),
    Code("not-rewritten", Group.COMMANDS),
    Code("unfit-for-a-cell", Group.COMMANDS),
    Code("not-a-workbook", Group.COMMANDS),
    Code("wrong-sheet", Group.COMMANDS),
    Code("wrong-column", Group.COMMANDS),
    Code("wrong-row", Group.COMMANDS),
    Code("wrong-cell", Group.COMMANDS),
    Code("ignored-setting", Group.BUILDING, WARNING),
    Code("wrong-setting", Group.BUILDING),
    Code("page-of-one-language", Group.BUILDING, WARNING),
    Code("excluded-page", Group.BUILDING),
    Code("blocked-script", Group.BUILDING, WARNING),
    Code("blocked-address", Group.BUILDING, WARNING),
)

CODES: Mapping[str, Code] = {code.name: code for code in _ALL}
"""Every code there is."""

EXPLAINED = tuple(code.name for code in _ALL if code.has_page)
"""The codes that have a page in the reference."""

ACCEPTABLE = tuple(code.name for code in _ALL if code.acceptable)
"""The codes that an entry may accept."""
