"""What is due for review, for whom, and as a calendar."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar
from small import KINDS, handbook_of, swap

from generator.cli import main
from generator.editorial.reviews import Review, calendar
from generator.model.content import Content
from generator.model.fields import Ref
from generator.render.pages import render_page

STATUS = "status: published"


def reviews(content: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["reviews", "--content", str(content), "--lang", "en", *arguments])


def dated(content: Path, name: str, lines: str) -> Path:
    """Give dates to one entry of the small handbook."""
    return swap(content, name, STATUS, f"{STATUS}\n{lines}")


def entry_with(**fields: Any) -> Content:
    title = {"fr": "Titre", "en": "Title"}
    return KINDS["faq"].model.model_validate(
        {"title": title, "summary": title, "answer": title, "status": "draft", **fields}
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, None),
        ({"review_by": "2027-03-31"}, date(2027, 3, 31)),
        ({"reviewed_on": "2026-11-24", "review_every": "year"}, date(2027, 11, 24)),
        ({"reviewed_on": "2026-11-30", "review_every": "quarter"}, date(2027, 2, 28)),
        ({"reviewed_on": "2024-02-29", "review_every": "year"}, date(2025, 2, 28)),
        ({"reviewed_on": "2026-08-31", "review_every": "half-year"}, date(2027, 2, 28)),
        ({"as_of": "2026-01-15", "review_every": "two-years"}, date(2028, 1, 15)),
        ({"as_of": "2026-01-15", "reviewed_on": "2026-06-01", "review_every": "year"}, date(2027, 6, 1)),
        ({"reviewed_on": "2026-11-24", "review_every": "year", "review_by": "2027-01-01"}, date(2027, 1, 1)),
        ({"reviewed_on": "9999-12-31", "review_every": "two-years"}, date(9999, 12, 31)),
        ({"review_every": "year"}, None),
    ],
)
def test_entry_is_due_one_rhythm_after_its_last_review_or_on_its_date(
    fields: dict[str, str], expected: date | None
) -> None:
    assert entry_with(**fields).due == expected


def test_soonest_comes_first_with_its_owner_and_what_is_late_is_marked(content: Path) -> None:
    dated(content, "kpis/exemple.yml", "reviewed_on: 2026-01-15\nreview_every: quarter")
    dated(content, "practices/exemple.yml", "review_every: year")
    found = json.loads(reviews(content, "--today", "2026-12-01", "--format", "json").stdout)["reviews"]
    assert [(one["entry"], one["on"], one["overdue"]) for one in found] == [
        ("practices/exemple", None, True),
        ("kpis/exemple", "2026-04-15", True),
        ("regulations/exemple", "2027-03-31", False),
    ]
    lines = reviews(content, "--today", "2026-12-01").stdout.splitlines()
    assert "never reviewed" in lines[1]
    assert "overdue" in lines[2]
    assert "overdue" not in lines[3]
    assert lines[-1] == "3 review(s) planned, 2 of them overdue on 2026-12-01."


def test_day_itself_is_not_late(content: Path) -> None:
    for day, late in (("2027-03-31", False), ("2027-04-01", True)):
        found = json.loads(reviews(content, "--today", day, "--format", "json").stdout)["reviews"]
        assert found[0]["overdue"] is late


def test_accepted_finding_is_due_on_its_last_day(content: Path) -> None:
    swap(
        content,
        "rituals/exemple.yml",
        "sources: [guide]",
        "accepted: [{code: missing-source, reason: Bientôt, until: 2026-06-30}]",
    )
    found = json.loads(reviews(content, "--today", "2026-07-01", "--format", "json").stdout)["reviews"]
    first = [found[0][name] for name in ("entry", "on", "overdue", "code", "reason")]
    assert first == ["rituals/exemple", "2026-06-30", True, "missing-source", "Bientôt"]
    assert "finding missing-source accepted until then: Bientôt" in reviews(content, "--today", "2026-07-01").stdout


@pytest.mark.parametrize("day", ["demain", "2026-02-30", "31/12/2026", ""])
def test_wrong_day_is_wrong_use(day: str, content: Path) -> None:
    assert reviews(content, "--today", "2026-12-31").exit_code == 0
    result = reviews(content, "--today", day)
    assert result.exit_code == 2
    assert f"'--today': '{day}'" in result.stderr
    assert result.stdout == ""


class TestCalendar:
    @pytest.fixture
    def written(self, content: Path, tmp_path: Path) -> Path:
        swap(
            content,
            "regulations/exemple.yml",
            'fr: "Consultation du CSE"',
            "fr: \"Consulter; le CSE, l'accord d'établissement \\\\ les élus — très long titre d'une fiche à relire\"",
        )
        dated(
            content,
            "kpis/exemple.yml",
            'reviewed_on: 2026-01-15\nreview_every: quarter\nowner: {fr: "Qualité", en: "Quality"}',
        )
        path = tmp_path / "reviews.ics"
        assert reviews(content, "--lang", "fr", "--today", "2026-12-01", "--ics", str(path)).exit_code == 0
        return path

    def test_another_parser_reads_every_event(self, written: Path) -> None:
        parsed = Calendar.from_ical(written.read_bytes())
        assert parsed.errors == []
        events = {str(event["UID"]): event for event in parsed.walk("VEVENT")}
        assert all(event.errors == [] for event in events.values())
        assert sorted(events) == ["kpis/exemple@handbook", "regulations/exemple@handbook"]
        assert events["kpis/exemple@handbook"].decoded("DTSTART") == date(2026, 4, 15)
        assert "Qualité" in str(events["kpis/exemple@handbook"]["DESCRIPTION"])
        title = str(events["regulations/exemple@handbook"]["SUMMARY"])
        assert title.startswith("Relire\u00a0: Consulter\u202f; le CSE, l’accord d’établissement \\ les élus")

    def test_lines_end_as_they_must_and_hold_in_75_octets(self, written: Path) -> None:
        data = written.read_bytes()
        lines = data.split(b"\r\n")
        assert lines.pop() == b""
        assert b"\n" not in b"".join(lines)
        assert max(map(len, lines)) <= 75
        assert all(line.decode("utf-8") for line in lines)
        assert any(line.startswith(b" ") for line in lines)

    def test_same_content_gives_the_same_bytes_on_any_day(self, content: Path, written: Path) -> None:
        before = written.read_bytes()
        reviews(content, "--lang", "fr", "--today", "2031-01-01", "--ics", str(written))
        assert written.read_bytes() == before

    def test_event_is_stamped_with_the_last_look_at_its_entry(self, written: Path) -> None:
        events = {str(event["UID"]): event for event in Calendar.from_ical(written.read_bytes()).walk("VEVENT")}
        stamps = [events[name].decoded("DTSTAMP").date() for name in sorted(events)]
        entry = handbook_of(written.parent / "content").entries[Ref("regulations", "exemple")]
        assert stamps == [date(2026, 1, 15), entry.data.as_of or entry.data.due]

    def test_review_without_a_date_is_no_event(self, content: Path) -> None:
        entry = next(iter(handbook_of(content).of("regulations")))
        made = calendar([Review(entry, None), Review(entry, date(2027, 1, 1))], "en")
        assert [event.decoded("DTSTART") for event in Calendar.from_ical(made).walk("VEVENT")] == [date(2027, 1, 1)]

    def test_last_day_of_all_is_no_trouble(self, content: Path) -> None:
        entry = next(iter(handbook_of(content).of("regulations")))
        assert Calendar.from_ical(calendar([Review(entry, date.max)], "en")).walk("VEVENT")

    def test_calendar_without_dates_is_not_written(self, content: Path, tmp_path: Path) -> None:
        (content / "regulations" / "exemple.yml").unlink()
        path = tmp_path / "reviews.ics"
        result = reviews(content, "--ics", str(path))
        assert (result.exit_code, path.exists()) == (0, False)
        assert "is not written" in result.stderr

    def test_place_that_cannot_be_written_is_told(self, content: Path, tmp_path: Path) -> None:
        result = reviews(content, "--ics", str(tmp_path / "none" / "reviews.ics"))
        assert result.exit_code == 2
        assert "reviews.ics" in result.stderr
        assert "Traceback" not in result.output


def test_page_shows_who_keeps_it_and_by_when(content: Path) -> None:

    dated(
        content,
        "plan/exemple.yml",
        'reviewed_on: 2026-01-15\nreview_every: quarter\nowner: {fr: "Qualité", en: "Quality"}',
    )
    page = render_page(handbook_of(content), Ref("plan", ""), "en")
    assert '<div class="keeping keeping--item"' in page.body
    assert "Maintained by: Quality." in page.body
    assert 'data-review-by="2026-04-15"' in page.body
    assert page.meta["dated"] is True
