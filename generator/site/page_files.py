"""Page files: the pages and other files of one language, as MkDocs reads them.

In: MkDocs' list of files, which holds the hand-written pages. Out: the same list with the generated pages and files;
the navigation of the pages that are left once other plugins and the settings had their say; and findings on pages that
cannot be left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions

from generator.diagnostics import Diagnostic
from generator.language.i18n import LANGUAGES, SOURCE_LANGUAGE
from generator.model.document import Span
from generator.model.fields import Ref
from generator.pipeline.stages import Outcome
from generator.render.pages import plan, render_page
from generator.site import edit_links, language_settings, languages, navigation, publishing
from generator.site.handwritten_pages import composed, with_entry_links
from generator.site.lazy_file import LazyFile
from generator.site.reading import report_findings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.site.session import Build


def add(files: Files, config: MkDocsConfig, build: Build) -> None:
    """Add the generated pages and files to the hand-written ones."""
    language = languages.of(config)
    for file in list(files):
        _compose_name(files, file)
    _fill_handwritten(files, language, build)
    for key in plan(build.handbook):
        place, source = build.handbook.catalog.uri(key, language), edit_links.source(build.handbook, key).file
        files.append(LazyFile.of_page(config, place, partial(_markdown, build, key, language), key, source))
    for extra in publishing.files(build, config):
        files.append(extra)


def _fill_handwritten(files: Files, language: str, build: Build) -> None:
    pages = {page.place: page for page in build.written[language]}
    for file in files.documentation_pages():
        file.edit_uri = None  # `edit_links` knows better where a page is edited
        if page := pages.get(file.src_uri):
            place = file.abs_src_path
            file.content_string = replace(page, body=with_entry_links(page, build.handbook, language)).markdown
            file.abs_src_path = place


def _markdown(build: Build, key: Ref, language: str) -> str:
    """A page as MkDocs reads it, of the handbook as it is when it is asked for."""
    return build.texts.of(key, language) if build.texts else render_page(build.handbook, key, language).markdown


def _compose_name(files: Files, file: File) -> None:
    """Name a file in the composed form of Unicode, in which links to it are written."""
    name = composed(file.src_uri)
    if name != file.src_uri and name not in files.src_uris:
        same = File(name, file.src_dir, file.dest_dir, file.use_directory_urls, inclusion=file.inclusion)
        same.abs_src_path = file.abs_src_path
        files.remove(file)
        files.append(same)


def arrange(files: Files, config: MkDocsConfig, build: Build) -> None:
    """Set the navigation, of the pages that the settings and the other plugins leave. Raises `PluginError`."""
    language = languages.of(config)
    set_exclusions(files, config)
    kept = files.documentation_pages(inclusion=InclusionLevel.is_included)
    places = {file.src_uri for file in kept}
    problems = [*_left_out(places, language, config, build), *_misplaced(places, language, config, build)]
    report_findings(Outcome(build.handbook, tuple(problems)), stop=not build.serving, strict=config.strict)
    build.written[language] = [page for page in build.written[language] if page.place in places]
    build.twins = navigation.twins(build.written)
    shown = {file.src_uri for file in kept if file.inclusion is not InclusionLevel.NOT_IN_NAV}
    if not build.serving and not build.apart:
        add_exports(files, config, build)
    config.nav = navigation.build(build.handbook, language, build.written[language], shown)


def add_exports(files: Files, config: MkDocsConfig, build: Build) -> None:
    """Add the handbook in forms to reuse; a file of the author's own at the same place wins."""
    own = taken(files)
    pages = files.src_uris

    def markdown(key: Ref, language: str) -> str:
        page = pages.get(build.handbook.catalog.uri(key, language))
        return page.content_string if page else _markdown(build, key, language)

    for extra in (*publishing.texts(build, config, markdown), *publishing.data(build, config)):
        if extra.dest_uri not in own:
            files.append(extra)


def write_data(files: Files, config: MkDocsConfig, build: Build) -> None:
    """Write the data of the handbook into the site, but where a file of the author's own stands."""
    own = taken(files)
    for file in publishing.data(build, config):
        if file.dest_uri not in own:
            file.copy_file()


def taken(files: Files) -> set[str]:
    """The places where files of the author's own stand in the site."""
    return {file.dest_uri for file in files}


def _left_out(places: set[str], language: str, config: MkDocsConfig, build: Build) -> Iterator[Diagnostic]:
    """Pages that cannot be left out, as others lead to them: those of the handbook, and twins of written ones."""
    for key in plan(build.handbook):
        if (place := build.handbook.catalog.uri(key, language)) not in places:
            yield Diagnostic("excluded-page", edit_links.source(build.handbook, key), {"page": place})
    shown = {page.key for page in build.written[SOURCE_LANGUAGE]} if language != SOURCE_LANGUAGE else set()
    for page in build.written[language]:
        if page.place not in places and page.key in shown:
            span = Span(Path(config.docs_dir, page.place))
            yield Diagnostic("excluded-page", span, {"page": page.place, "key": page.key}, "excluded-twin")


def _misplaced(places: set[str], language: str, config: MkDocsConfig, build: Build) -> Iterator[Diagnostic]:
    """Settings of other plugins that name a page which this language does not have."""
    pages = {
        other: {page.place for page in build.written[other]}
        | {build.handbook.catalog.uri(key, other) for key in plan(build.handbook)}
        for other in LANGUAGES
    }
    # A hook stands among the plugins, and has no options.
    options = {name: plugin.config for name, plugin in config.plugins.items() if isinstance(plugin, BasePlugin)}
    return language_settings.misplaced(Path(config.config_file_path), options, language, {**pages, language: places})
