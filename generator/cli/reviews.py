"""`handbook reviews`: what is due, soonest first. The only command that reads the clock."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from generator.cli.options import CONTENT, LANG
from generator.cli.words import place, say
from generator.diagnostics import report
from generator.editorial.reviews import Review, calendar, due, owner, title, what
from generator.editorial.reviews import say as told
from generator.files import refuse_foreign, write
from generator.language import table
from generator.pipeline import stages as pipeline


@click.command(help=say("reviews.help"))
@CONTENT
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help=say("reviews.today"))
@click.option("--ics", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=say("reviews.ics"))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help=say("options.form"),
)
@LANG
def reviews(roots: tuple[Path, ...], today: datetime | None, ics: Path | None, form: str, lang: str | None) -> None:
    """List what is due and, where asked, write it as a calendar; exit 1 where there is no handbook to read."""
    language, day = lang or report.terminal_language(), today.date() if today else date.today()
    outcome = pipeline.run(roots)
    if outcome.handbook is None:
        click.echo(report.full(outcome.diagnostics, language), err=True)
        sys.exit(1)
    found = due(outcome.handbook)
    if ics and not any(review.on for review in found):
        # A calendar without events is not valid.
        click.echo(say("reviews.no_calendar", language, file=ics), err=True)
    elif ics:
        refuse_foreign(ics, b"PRODID:-//COO handbook//")
        write(ics, calendar(found, language).encode())
    if outcome.handbook.broken:
        click.echo(say("translations.unread", language, count=len(outcome.handbook.broken)), err=True)
    click.echo(_as_json(found, day, language) if form == "json" else _as_table(found, day, language, form))


def _as_table(found: Sequence[Review], today: date, language: str, form: str) -> str:
    late = sum(review.overdue(today) for review in found)
    if not found:
        return told("none", language)
    head = [told(name, language) for name in ("on", "state", "entry", "title", "owner")]
    rows = [head, *(_row(review, today, language) for review in found)]
    shown = table.as_markdown(rows) if form == "markdown" else table.as_text(rows)
    return f"{shown}\n\n{told('count', language, late=str(late), found=str(len(found)), today=today.isoformat())}"


def _row(review: Review, today: date, language: str) -> list[str]:
    return [
        review.on.isoformat() if review.on else told("never", language),
        told("overdue", language) if review.overdue(today) else "",
        str(review.entry.ref),
        f"{title(review, language)} ({what(review, language)})" if review.code else title(review, language),
        owner(review, language) or "—",
    ]


def _as_json(found: Sequence[Review], today: date, language: str) -> str:
    records = [
        {
            "on": review.on.isoformat() if review.on else None,
            "overdue": review.overdue(today),
            "entry": str(review.entry.ref),
            "file": place(review.entry.document.value_span(())).partition(":")[0],
            "title": title(review, language),
            "owner": owner(review, language) or None,
            "code": review.code or None,
            "reason": review.reason or None,
        }
        for review in found
    ]
    return json.dumps({"today": today.isoformat(), "reviews": records}, ensure_ascii=False, indent=2)
