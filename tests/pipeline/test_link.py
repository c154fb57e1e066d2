"""Linking: references resolve both ways, and a dangling one is told where it stands."""

from __future__ import annotations

from pathlib import Path

from small import GOLDEN, Project, found, handbook_of, only, swap

from generator.model.fields import Ref
from generator.pipeline.stages import run


def test_link_is_known_from_both_ends(content: Path) -> None:
    handbook = handbook_of(content)
    kpi = handbook.entries[Ref("kpis", "exemple")]
    sources = {link.source.ref for link in handbook.links_to(kpi)}
    assert Ref("responsibilities", "exemple") in sources
    assert Ref("practices", "exemple") in sources  # through a step's `see`


def test_unknown_id_is_told_with_the_nearest(content: Path) -> None:
    problem = only(swap(content, "responsibilities/exemple.yml", "rituals: [exemple]", "rituals: [exemples]"))
    assert (problem.code, problem.span.line, problem.span.column) == ("unknown-reference", 15, 11)
    assert problem.values["near"] == "exemple"


def test_unknown_kind_is_told_with_the_nearest(content: Path) -> None:
    problem = only(swap(content, "faq/exemple.yml", "comparisons/exemple", "comparison/exemple"))
    assert (problem.code, problem.values["near"]) == ("unknown-reference", "comparisons/exemple")


def test_reference_in_running_text_is_told_at_the_reference(content: Path) -> None:
    problem = only(swap(content, "faq/exemple.yml", "contribue et teste", "contribue [et](kpis/otiff) teste"))
    line = (content / "faq" / "exemple.yml").read_text("utf-8").splitlines()[problem.span.line - 1]
    assert line[problem.span.column - 1 : problem.span.end_column - 1] == "kpis/otiff"


def test_reference_in_a_folded_text_is_told_on_its_own_line(content: Path) -> None:
    swap(
        content,
        "faq/exemple.yml",
        'answer: {fr: "Le COO contribue et teste.", en: "The COO contributes and tests."}',
        "answer:\n  fr: >-\n    Le COO\n    contribue [et](kpis/otiff)\n    teste.\n  en: The COO.",
    )
    assert found(content) == [("unknown-reference", "faq/exemple.yml", 8, 20)]


def test_mapping_key_is_a_reference_too(content: Path) -> None:
    problem = only(swap(content, "decisions/exemple.yml", "{exemple: A/R}", "{exemple: A/R, autrui: C}"))
    assert (problem.code, problem.span.line, problem.span.column) == ("unknown-reference", 4, 22)


def test_link_to_an_index_is_no_fault(content: Path) -> None:
    assert found(swap(content, "faq/exemple.yml", "see_also: [comparisons/exemple]", "see_also: [kpis]")) == []


def test_what_refers_to_a_broken_entry_is_not_told(content: Path) -> None:
    swap(content, "rituals/exemple.yml", "cadence: daily", "cadence: dayly")
    assert [code for code, *_ in found(content)] == ["wrong-value"]


def test_draft_is_left_out_and_its_link_told(content: Path) -> None:
    swap(content, "rituals/exemple.yml", "status: published", "status: draft")
    assert {code for code, *_ in found(content)} == {"draft-reference"}
    assert handbook_of(content).of("rituals") == ()
    with_drafts = run([content], drafts=True).handbook
    assert with_drafts is not None
    assert len(with_drafts.of("rituals")) == 1


def test_entries_come_in_their_order_then_by_title(project: Project) -> None:
    text = (GOLDEN / "stakeholders" / "entry.yml").read_text("utf-8")
    first = text.replace("Directeur financier", "Zoo") + "order: 1\n"
    content = project(
        f"\n== stakeholders/z.yml ==\n{first}\n== stakeholders/a.yml ==\n{text.replace('Directeur', 'Achats')}"
    )
    assert [entry.id for entry in handbook_of(content).of("stakeholders")] == ["z", "a", "exemple"]
