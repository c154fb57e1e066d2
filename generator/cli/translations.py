"""`handbook translations`: how far the English follows the French, and the record of what was reviewed."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from generator.cli.options import CONTENT, LANG, records
from generator.cli.words import place, say
from generator.diagnostics import nearest, report
from generator.editorial.translations import SETTINGS, TARGET_LANGUAGE, State, TranslatedText, record, survey
from generator.language import table
from generator.language.i18n import SOURCE_LANGUAGE, decimal, words
from generator.model.catalog import Catalog
from generator.model.fields import Ref
from generator.model.handbook import Handbook
from generator.pipeline import stages as pipeline
from generator.pipeline.load import SETTINGS_NAME

EVERYTHING = "all"


@click.command(help=say("translations.help"))
@click.argument("names", nargs=-1, metavar="[ENTRY]...")
@CONTENT
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help=say("options.form"),
)
@click.option("--fail-under", type=click.FloatRange(0, 100), metavar="N", help=say("translations.fail_under"))
@click.option("--record", "recording", is_flag=True, help=say("translations.record"))
@click.option("--accept", "accepting", is_flag=True, help=say("translations.accept"))
@LANG
def translations(
    names: tuple[str, ...],
    roots: tuple[Path, ...],
    form: str,
    fail_under: float | None,
    recording: bool,
    accepting: bool,
    lang: str | None,
) -> None:
    """Print the state of the translations, after recording what is asked; exit 1 under the bound."""
    language = lang or report.terminal_language()
    outcome = pipeline.run(roots)
    handbook = outcome.handbook
    if handbook is None:
        click.echo(report.full(outcome.diagnostics, language), err=True)
        sys.exit(1)
    if accepting and not names:
        raise click.UsageError(say("translations.accept_what", language))
    chosen = _chosen(names, handbook, language)
    if recording or accepting:
        _record(handbook, roots, chosen if accepting else lambda _: False, language)
    texts = [text for text in survey(handbook, records(roots)) if chosen(text.ref)]
    click.echo(_FORMATS[form](texts, handbook, language))
    if handbook.broken:
        click.echo(say("translations.unread", language, count=len(handbook.broken)), err=True)
    if fail_under is not None and _share(texts) < fail_under:
        click.echo(
            say(
                "translations.too_few",
                language,
                share=_shown(_share(texts), language),
                bound=_shown(fail_under, language),
            ),
            err=True,
        )
        sys.exit(1)


def _record(handbook: Handbook, roots: Sequence[Path], accepts: Callable[[Ref], bool], language: str) -> None:
    changed = record(handbook, roots, accepts)
    new = sum(text.state is State.NEW for text in changed)
    click.echo(say("translations.recorded", language, new=new, accepted=len(changed) - new), err=True)


def _chosen(names: Sequence[str], handbook: Handbook, language: str) -> Callable[[Ref], bool]:
    """Which entries the command line names: `kpis/otif`, a whole kind, `handbook.yml`, or everything."""
    known = {EVERYTHING, SETTINGS_NAME, *handbook.catalog.kinds, *map(str, handbook.entries)}
    for name in names:
        if name not in known:
            near = nearest(name, known)
            key = "translations.unknown_near" if near else "translations.unknown"
            raise click.BadParameter(say(key, language, name=name, near=near))
    return lambda ref: (
        not names or EVERYTHING in names or str(ref) in names or ref.kind in names or _is_settings(ref, names)
    )


def _is_settings(ref: Ref, names: Sequence[str]) -> bool:
    return ref == SETTINGS and SETTINGS_NAME in names


def _share(texts: Sequence[TranslatedText]) -> float:
    """The per cent of texts whose English is there and not behind, rounded down: 100 means all of them."""
    if not texts:
        return 100.0
    good = sum(text.state in (State.TRANSLATED, State.NEW) for text in texts)
    return math.floor(1000 * good / len(texts)) / 10


def _shown(share: float, language: str) -> str:
    return decimal(share, language)


def _counts(texts: Sequence[TranslatedText]) -> Mapping[str, int]:
    number = {state: sum(text.state is state for text in texts) for state in State}
    return {
        "texts": len(texts),
        "translated": number[State.TRANSLATED] + number[State.NEW],
        "new": number[State.NEW],
        "outdated": number[State.OUTDATED],
        "missing": number[State.MISSING],
    }


def _groups(texts: Sequence[TranslatedText], catalog: Catalog) -> list[tuple[str, list[TranslatedText]]]:
    kinds = (*catalog.kinds, SETTINGS.kind)
    groups = [(kind, [text for text in texts if text.ref.kind == kind]) for kind in kinds]
    return [(kind, group) for kind, group in groups if group]


def _rows(texts: Sequence[TranslatedText], handbook: Handbook, language: str) -> list[list[str]]:
    find = words(language)
    titles = {intro.name: intro.title for intro in handbook.settings.intros()}
    names = {kind: title.served(language).text for kind, title in titles.items()} | {SETTINGS.kind: SETTINGS_NAME}
    head = [find(f"translations.{name}") for name in ("kind", "texts", "translated", "new", "outdated", "missing")]
    groups = [(names.get(kind, kind), group) for kind, group in _groups(texts, handbook.catalog)]
    groups.append((find("translations.total"), list(texts)))
    return [
        [*head, "%"],
        *([name, *map(str, _counts(group).values()), _shown(_share(group), language)] for name, group in groups),
    ]


def _behind(texts: Sequence[TranslatedText]) -> list[TranslatedText]:
    return [text for text in texts if text.state is State.OUTDATED]


def _field(text: TranslatedText) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in text.path)


def _as_text(texts: Sequence[TranslatedText], handbook: Handbook, language: str) -> str:
    find = words(language)
    parts = [table.as_text(_rows(texts, handbook, language))]
    if behind := _behind(texts):
        parts.append(
            "\n".join([find("translations.behind"), *(f"  {place(text.span)} {_field(text)}" for text in behind)])
        )
        parts.append(find("translations.how_to_accept", entry=_name(behind[0].ref)))
    if any(text.state is State.NEW for text in texts):
        parts.append(find("translations.how_to_record"))
    return "\n\n".join(parts)


def _name(ref: Ref) -> str:
    return SETTINGS_NAME if ref == SETTINGS else str(ref)


def _as_markdown(texts: Sequence[TranslatedText], handbook: Handbook, language: str) -> str:
    parts = [table.as_markdown(_rows(texts, handbook, language))]
    if behind := _behind(texts):
        lines = (f"- `{place(text.span)}` {table.escape(_field(text))}" for text in behind)
        parts += [words(language)("translations.behind"), "\n".join(lines)]
    return "\n\n".join(parts)


def _as_json(texts: Sequence[TranslatedText], handbook: Handbook, _language: str) -> str:
    groups = [*_groups(texts, handbook.catalog), (None, list(texts))]
    counted = [{"kind": kind, **_counts(group), "percent": _share(group)} for kind, group in groups]
    named = [
        {
            "entry": _name(text.ref),
            "field": _field(text),
            "state": text.state,
            "file": place(text.span).partition(":")[0],
            "line": text.span.line or None,
            SOURCE_LANGUAGE: text.value.fr,
            TARGET_LANGUAGE: text.value.en,
        }
        for text in texts
        if text.state is not State.TRANSLATED
    ]
    return json.dumps({"kinds": counted[:-1], "total": counted[-1], "texts": named}, ensure_ascii=False, indent=2)


_FORMATS = {"text": _as_text, "markdown": _as_markdown, "json": _as_json}
