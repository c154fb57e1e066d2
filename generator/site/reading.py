"""Reading: everything that a site is made from, before MkDocs deletes the site of before.

In: MkDocs' configuration and our options. Out: the handbook, the hand-written pages, and the findings of all of it:
content, pages, links and settings. How findings are told to MkDocs stands here too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from generator.diagnostics import report
from generator.language.i18n import LANGUAGES
from generator.pipeline import catalog
from generator.pipeline.check import check
from generator.pipeline.content_folders import folder
from generator.pipeline.load import is_folder
from generator.pipeline.memory import Kept, Memory
from generator.pipeline.stages import Outcome, linked, run
from generator.render.pages import plan
from generator.site import language_settings, site_settings
from generator.site.handwritten_pages import HandwrittenPage, PageMemory, composed, dead_links, written

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.files.cache import Cache
    from generator.model.handbook import Handbook
    from generator.site.options import Options

log = get_plugin_logger("handbook")

_GENERATOR = Path(__file__).parent.parent
SOURCES = tuple(_GENERATOR / name for name in ("kinds", "views", "render/templates", "site/theme", "language/locales"))
"""What else makes the pages: a change there rebuilds the preview too."""


@dataclass
class SiteMemory:
    """What earlier readings of a project made of its content, and of its hand-written pages by language."""

    content: Memory = field(default_factory=Memory)
    pages: Mapping[str, PageMemory] = field(default_factory=lambda: {language: Kept() for language in LANGUAGES})


class SiteReading(NamedTuple):
    """What was read: the content's folders, the outcome with all findings, the hand-written pages by language."""

    roots: list[Path]
    outcome: Outcome
    written: dict[str, list[HandwrittenPage]]


def read(config: MkDocsConfig, options: Options, serving: bool, cache: Cache | None = None) -> SiteReading:
    """Read the project of a configuration, and have MkDocs watch what was read; a preview shows drafts.

    With a `cache`, entries that are the same as in an earlier build are not parsed again.
    """
    roots = [folder(name, Path(config.config_file_path).parent) for name in options.content]
    config.watch += _watched(roots, config)
    content = run(roots, options.drafts or serving, cache=cache)
    pages = {language: written(docs(config, language), language) for language in LANGUAGES}
    by_language = {language: found for language, (found, _) in pages.items()}
    outcome = content.also(problem for _, problems in pages.values() for problem in problems)
    outcome = outcome.also(_wrong_settings(config, options))
    if outcome.handbook:
        outcome = outcome.also(_dead_links(outcome.handbook, by_language, config))
    return SiteReading(roots, outcome, by_language)


def begun(config: MkDocsConfig, options: Options, memory: SiteMemory) -> SiteReading:
    """Read again what changed of a project, drafts included; what takes longer to find is left for `later`."""
    roots = [folder(name, Path(config.config_file_path).parent) for name in options.content]
    content = linked(roots, drafts=True, memory=memory.content)
    pages = {language: written(docs(config, language), language, memory.pages[language]) for language in LANGUAGES}
    outcome = content.also(problem for _, problems in pages.values() for problem in problems)
    return SiteReading(roots, outcome, {language: found for language, (found, _) in pages.items()})


def later(
    found: SiteReading, config: MkDocsConfig, options: Options, pause: Callable[[], None]
) -> Iterator[Diagnostic]:
    """The findings that `begun` left out: those of the check, of the settings, and of links in hand-written pages.

    `pause` is called from time to time.
    """
    yield from _wrong_settings(config, options)
    pause()
    if found.outcome.handbook:
        yield from check(found.outcome.handbook, pause=pause)
        yield from _dead_links(found.outcome.handbook, found.written, config)


def folders(config: MkDocsConfig) -> list[Path]:
    """Every folder outside the generator that a site is made from, whether it exists or not."""
    names = config.plugins["handbook"].config["content"]
    roots = [folder(name, Path(config.config_file_path).parent) for name in names]
    written = [docs(config, language) for language in LANGUAGES]
    own = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    return list(dict.fromkeys([Path(config.docs_dir), *written, *roots, *catalog.folders(roots), *own]))


def docs(config: MkDocsConfig, language: str) -> Path:
    """The folder of the hand-written pages of a language."""
    return Path(config.docs_dir).parent / language


def _watched(roots: Sequence[Path], config: MkDocsConfig) -> list[str]:
    pages = (docs(config, language) for language in LANGUAGES)
    return [
        *(str(root) for root in (*roots, *catalog.folders(roots)) if is_folder(root)),
        *map(str, SOURCES),
        *(str(folder) for folder in pages if folder.is_dir()),
    ]


def _wrong_settings(config: MkDocsConfig, options: Options) -> Iterator[Diagnostic]:
    file = Path(config.config_file_path)
    known = {name for name, _ in MkDocsConfig._schema}
    plugins = {language_settings.short(name) for name in config.plugins}
    yield from site_settings.wrong(file, options, plugins, known)
    yield from site_settings.ignored(file)


def _dead_links(
    handbook: Handbook, pages: Mapping[str, Sequence[HandwrittenPage]], config: MkDocsConfig
) -> Iterator[Diagnostic]:
    for language in LANGUAGES:
        folder = docs(config, language)
        files = {composed(path.relative_to(folder).as_posix()) for path in folder.rglob("*") if path.is_file()}
        files |= {handbook.catalog.uri(key, language) for key in plan(handbook)}
        yield from dead_links(pages[language], handbook, files)


def report_findings(outcome: Outcome, stop: bool, strict: bool) -> None:
    """Log the findings. Raises `PluginError` where they must stop the build."""
    if not outcome.diagnostics:
        return
    fatal = outcome.has_errors or strict
    text = report.full(outcome.diagnostics, report.terminal_language())
    if stop and fatal:
        raise PluginError(text)
    if outcome.has_errors:
        log.error(text)
    else:
        log.warning(text)
