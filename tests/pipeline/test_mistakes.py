"""The ordinary mistakes of a person who knows neither YAML nor Git, and what the check answers to each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pasting import Finding, file_of, findings, marked, paste_everything, read, typed
from small import swap

KPI = "kpis/exemple.yml"
TITLE = 'title: {fr: "À l\'heure et complet (OTIF)", en: "On time in full (OTIF)"}'
PITFALLS = 'pitfalls: [{fr: "Fixer la date après coup.", en: "Fixing the date afterwards."}]'
READING = 'reading: {fr: "Suivez la tendance.", en: "Follow the trend."}'
STATUS = "status: published"
NEW_KPI = "kpis/taux-de-service.yml"


@dataclass(frozen=True)
class Mistake:
    """What a person writes in the place of what stands there, and what the check must answer.

    `says` is a part of the answer in French. After everything that it tells to paste, `left` is all it still says.
    """

    old: str
    new: str
    codes: tuple[str, ...]
    says: str
    file: str = KPI
    left: tuple[str, ...] = ()


MISTAKES = {
    "a colon in a title": Mistake(
        TITLE, "title: {fr: Objectif : zéro défaut, en: No faults}", ("yaml-colon",), "guillemets"
    ),
    "a tab to indent": Mistake(
        READING, "reading:\n\tfr: Suivez.\n\ten: Follow.", ("yaml-tab", "yaml-tab"), "tabulation"
    ),
    "a dash forgotten between two items": Mistake(
        PITFALLS,
        "pitfalls:\n  - fr: Fixer la date.\n    en: Fixing the date.\n    fr: Compter à part.\n    en: Counting apart.",
        ("yaml-dash",),
        "Il manque le tiret",
    ),
    "a dash forgotten, at the dash's place": Mistake(
        PITFALLS,
        "pitfalls:\n  - fr: Fixer la date.\n    en: Fixing the date.\n  fr: Compter à part.\n  en: Counting apart.",
        ("yaml-dash",),
        "  - fr: Compter à part.\n    en: Counting apart.",
    ),
    "no dash at all": Mistake(
        PITFALLS, "pitfalls:\n  fr: Fixer la date.\n  en: Fixing the date.", ("not-a-list",), "- fr: Fixer la date."
    ),
    "bullets of Word": Mistake(
        PITFALLS,
        "pitfalls:\n  • fr: Fixer la date.\n    en: Fixing the date.\n  • fr: Compter.\n    en: Counting.",
        ("yaml-dash",),
        "vient d’un traitement de texte",
    ),
    "bullets of Word before long texts": Mistake(
        PITFALLS,
        "pitfalls:\n    • fr: >-\n        Fixer la date.\n      en: >-\n        Fixing the date.\n    • {fr: a, en: b}",
        ("yaml-dash",),
        "  - fr: >-\n      Fixer la date.\n    en: >-\n      Fixing the date.",
    ),
    "the first dash forgotten": Mistake(
        PITFALLS,
        "pitfalls:\n    fr: Fixer la date.\n    en: Fixing the date.\n  - fr: Un\n    en: One",
        ("yaml-dash",),
        "- fr: Fixer la date.",
    ),
    "a tab in a long text": Mistake(
        READING, "reading:\n  fr: >-\n\tSuivez : la tendance.\n  en: Follow.", ("yaml-tab",), "4 espace(s)"
    ),
    "the name of a group too far right": Mistake(
        READING, "  reading:\n  fr: Suivez.\n  en: Follow.", ("yaml-indentation",), "0 espace"
    ),
    "bullets of Word and tabs": Mistake(
        PITFALLS, "pitfalls:\n\to\tfr: Fixer.\n\t\ten: Fixing.", ("yaml-dash",), "  - fr: Fixer.\n    en: Fixing."
    ),
    "bullets of Word in a text": Mistake(
        READING, "reading:\n  fr:\n    – Suivez\n    – Agissez\n  en: Follow", ("yaml-dash",), "fr: |\n    - Suivez"
    ),
    "a list with commas": Mistake(
        "see_also: [kpis/exemple, faq]",
        "see_also: kpis/exemple, faq/exemple",
        ("not-a-list",),
        "see_also: [kpis/exemple, faq/exemple]",
        file="responsibilities/exemple.yml",
    ),
    "a list in words": Mistake(
        "sources: [exemple, guide]",
        "sources: exemple et guide",
        ("not-a-list",),
        "sources: [exemple, guide]",
        file="responsibilities/exemple.yml",
    ),
    "a list in one item": Mistake(
        "sources: [exemple, guide]",
        "sources:\n  - exemple, guide",
        ("unknown-reference",),
        "  - exemple\n  - guide",
        file="responsibilities/exemple.yml",
    ),
    "a list pasted from Excel": Mistake(
        "frequency: [weekly, monthly]",
        "frequency: weekly\tmonthly",
        ("not-a-list",),
        "frequency: [weekly, monthly]",
    ),
    "English forgotten in braces": Mistake(
        TITLE, 'title: {fr: "À l\'heure"}', ("missing-translation",), 'title: {fr: "À l\'heure", en: "…"}'
    ),
    "English forgotten in a bare title": Mistake(
        TITLE, "title: À l'heure", ("missing-translation",), 'title: {fr: "À l\'heure", en: "…"}'
    ),
    "English forgotten in an item": Mistake(
        PITFALLS,
        "pitfalls:\n  - {fr: a, en: b}\n  - Fixer la date.",
        ("missing-translation",),
        "Le 2e élément de « pitfalls »",
    ),
    "languages by their names": Mistake(
        READING,
        'reading: {français: "Suivez.", anglais: "Follow."}',
        ("unknown-field", "unknown-field"),
        "vouliez-vous dire « fr »",
    ),
    "the same language twice": Mistake(
        READING,
        'reading: {fr: "Suivez.", fr: "Follow."}',
        ("duplicate-key",),
        'reading: {fr: "Suivez.", en: "Follow."}',
    ),
    "a field twice": Mistake(
        STATUS, "status: published\nstatus: draft", ("duplicate-key",), "réunissez-les", left=("duplicate-key",)
    ),
    "a link without https": Mistake(
        "Suivez la tendance.", "Suivez [la norme](www.iso.org/fr).", ("unknown-reference",), "(https://www.iso.org/fr)"
    ),
    "a mail address for a link": Mistake(
        "Suivez la tendance.",
        "Demandez à [Léa](lea.roy@example.org).",
        ("unknown-reference",),
        "(mailto:lea.roy@example.org)",
    ),
    "a path of the site for a link": Mistake(
        "Suivez la tendance.", "Voir [le rituel](/rituels/exemple/).", ("unknown-reference",), "(rituals/exemple)"
    ),
    "a link that is nothing of all this": Mistake(
        "Suivez la tendance.",
        "Voir [le dossier](Dossier-partage).",
        ("unknown-reference",),
        "une adresse entière",
        left=("unknown-reference",),
    ),
    "a unit left out": Mistake('unit: "%"\n', "", ("too-few",), "« unit » n’est pas rempli"),
    "two versions that Git left": Mistake(
        'unit: "%"',
        '<<<<<<< HEAD\nunit: "%"\n=======\nunit: jours\n>>>>>>> relecture',
        ("merge-conflict",),
        "gardez la bonne",
        left=("merge-conflict",),
    ),
    "a French word for a choice": Mistake(STATUS, "status: publié", ("wrong-value",), "« published » (publiée)"),
    "a word that is no choice": Mistake(
        "direction: up", "direction: vite", ("wrong-value",), "down (à la baisse ↓)", left=("wrong-value",)
    ),
    "a date in words": Mistake(
        STATUS, "status: published\nreviewed_on: 31 décembre 2026", ("wrong-value",), "reviewed_on: 2026-12-31"
    ),
    "a date that may be two": Mistake(
        STATUS,
        "status: published\nreviewed_on: 04/05/2026",
        ("wrong-value",),
        "2026-05-04 ou 2026-04-05",
        left=("wrong-value",),
    ),
    "curly quotes": Mistake(
        TITLE, "title: {fr: “Objectif : zéro”, en: Zero}", ("yaml-typographic-quote",), "guillemets droits"
    ),
    "a quote that does not close": Mistake(
        TITLE, 'title: {fr: "À l\'heure, en: "On time"}', ("yaml-quote",), "À l'heure"
    ),
    "one space too many": Mistake("direction: up", " direction: up", ("yaml-indentation",), "0 espace"),
    "a misspelt id": Mistake(
        "measured_by: exemple", "measured_by: exempel", ("unknown-reference",), "vouliez-vous dire « exemple »"
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_mistake_is_answered_with_what_ends_it(mistake: Mistake, content: Path) -> None:
    path = swap(content, mistake.file, mistake.old, mistake.new) / mistake.file
    before = path.read_text("utf-8")
    told = findings(content)
    assert tuple(sorted(finding["code"] for finding in told)) == tuple(sorted(mistake.codes))
    assert any(mistake.says in _answer(finding) for finding in told), [_answer(finding) for finding in told]
    met = paste_everything(content)
    assert tuple(finding["code"] for finding in findings(content)) == mistake.left
    if not mistake.left:
        assert not typed(before) - read(path.read_text("utf-8")) - marked(before, met) - _signs(mistake)


def _answer(finding: Finding) -> str:
    return f"{finding['message']} {finding['help']}".replace("\u00a0", " ").replace("\u202f", " ")


def _signs(mistake: Mistake) -> Counter[str]:
    """The words that only held a list together."""
    return Counter({"et": 1} if " et " in mistake.new else {"o": 1} if "\to\t" in mistake.new else {})


def _byte_order_mark(content: Path) -> None:
    (content / KPI).write_bytes(b"\xef\xbb\xbf" + (content / KPI).read_bytes())


def _windows(content: Path) -> None:
    (content / KPI).write_bytes((content / KPI).read_text("utf-8").replace("÷", "/").encode("cp1252"))


def _accent(content: Path) -> None:
    (content / KPI).rename(content / "kpis" / "Qualité perçue.yml")


def _ending(content: Path) -> None:
    (content / KPI).rename(content / "kpis" / "exemple.yaml")


def _namesake(content: Path) -> None:
    (content / "kpis" / "exemple.yaml").write_bytes((content / KPI).read_bytes())


def _renamed(content: Path) -> None:
    (content / KPI).rename(content / NEW_KPI)


def _renamed_and_told(content: Path) -> None:
    _renamed(content)
    swap(content, NEW_KPI, STATUS, "status: published\nprevious_ids: [exemple]")


FILES: dict[str, tuple[Callable[[Path], None], list[str], str]] = {
    "a byte order mark": (_byte_order_mark, [], ""),
    "saved by an old Windows program": (_windows, ["not-utf-8"], "Enregistrer sous"),
    "an accent in the name of a file": (_accent, ["wrong-id", "unknown-reference"], "qualite-percue.yml"),
    "the ending .yaml": (_ending, ["wrong-ending"], "exemple.yml"),
    "the ending .yaml beside .yml": (_namesake, ["wrong-ending"], "existe déjà"),
    "a file renamed by hand": (_renamed, ["unknown-reference"], "handbook rename kpis exemple"),
    "a file renamed by hand, its old name kept": (
        _renamed_and_told,
        ["unknown-reference"],
        "s’appelle maintenant « taux-de-service »",
    ),
}


@pytest.mark.parametrize(("spoil", "codes", "says"), FILES.values(), ids=FILES)
def test_mistake_with_a_file_is_answered(
    spoil: Callable[[Path], None], codes: list[str], says: str, content: Path
) -> None:
    spoil(content)
    told = findings(content)
    assert sorted({finding["code"] for finding in told}) == sorted(codes)
    assert says in " ".join(_answer(finding) for finding in told)


def test_a_renamed_file_is_one_finding_with_its_places(content: Path) -> None:
    _renamed(content)
    (finding,) = (one for one in findings(content) if one["code"] == "unknown-reference")
    places = {(finding["file"], finding["line"]), *((one["file"], one["line"]) for one in finding["related"])}
    assert len(places) > 3
    for file, line in places:
        path = file_of(content, {"file": file})
        assert re.search(r"\bexemple\b", path.read_text("utf-8").splitlines()[line - 1])
