"""The seam to MkDocs: the only module that MkDocs calls.

In: MkDocs' events. Out: generated pages, navigation, and the second language's site. MkDocs builds the first
language; when it is done, `on_post_build` runs the same build again for each other language, in a folder of
its own. The language travels in `config.extra`, never on `self`: MkDocs gives both builds the same plugin.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from jinja2.ext import Extension as JinjaExtension
from markdown import Extension, Markdown
from markupsafe import Markup
from mkdocs.commands.build import build
from mkdocs.config import config_options
from mkdocs.config.base import Config, load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.utils import get_relative_url

from generator.diagnostics import Diagnostic, report
from generator.editorial import translations
from generator.files import ForeignError, mark, unfit
from generator.language import markup
from generator.language.i18n import LANGUAGES, SOURCE_LANGUAGE, typeset_words, words
from generator.model.catalog import HOME
from generator.model.document import Span
from generator.model.fields import Ref, RefTo
from generator.model.handbook import Handbook
from generator.pipeline.content_folders import folder
from generator.pipeline.load import is_folder
from generator.pipeline.stages import Outcome, run
from generator.render.page import Page, uri, url, with_drawn_links
from generator.render.pages import SharedBytecode, plan, render_page
from generator.site import (
    css,
    edit_links,
    feed,
    glossary_links,
    language_settings,
    navigation,
    publishing,
    reproducible,
    search_index,
    security_policy,
    site_settings,
)
from generator.site.blocked_content import Blocked
from generator.site.handwritten_pages import Written, composed, dead_links, with_entry_links, written
from generator.site.theme_fixes import finish

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.structure.toc import AnchorLink
    from mkdocs.utils.templates import TemplateContext

log = get_plugin_logger("handbook")

THEME = Path(__file__).parent / "theme"

FIRST = 100
"""The priority of what other plugins are to see."""

LAST = -90
"""The priority of what must see the work of the other plugins; the theme's offline plugin comes after it, with -100."""


class HandbookConfig(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin in `mkdocs.yml`."""

    content = config_options.ListOfItems(config_options.Type(str), default=["content"])
    drafts = config_options.Type(bool, default=False)
    editor = config_options.Type(str, default=edit_links.EDITOR)
    scripts = config_options.ListOfItems(config_options.Type(str), default=[])
    languages = config_options.DictOfItems(config_options.Type(dict), default={})


class HandbookPlugin(BasePlugin[HandbookConfig]):  # type: ignore[no-untyped-call]
    """Turns the content into pages of the site."""

    def __init__(self) -> None:
        self.serving = False
        self.roots: list[Path] = []
        self.outcome: Outcome | None = None
        self.listener: Callable[[Outcome], None] | None = None
        self.handbook: Handbook | None = None
        self.written: dict[str, list[Written]] = {}
        self.terms: dict[str, glossary_links.Terms] = {}
        self.bytecode = SharedBytecode()
        self.dated = False
        self.scripts: set[str] = set()
        self.blocked: Blocked | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Learn whether this is a live preview; having this method keeps the instance between rebuilds.

        MkDocs keeps it as long as the process, too: what an earlier project left is not of this one.
        """
        if dirty:
            raise PluginError("handbook: --dirty is not supported, as every page comes from the content.")
        self.serving = command == "serve"
        self.outcome = self.handbook = self.listener = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Run the pipeline before MkDocs deletes anything, and tell MkDocs the language, titles and pages."""
        language = config.extra.setdefault("handbook_language", SOURCE_LANGUAGE)
        if language == SOURCE_LANGUAGE:
            _refuse_wrong_order(config)
            _stop_at_foreign(config)
            self._set_date(config)
            self.scripts = set()
            self.blocked = Blocked(Path(config.config_file_path), self.config.scripts)
            self._run(config)
        if self.handbook is None:
            raise PluginError("handbook: there is no handbook to build.")
        _configure(config, self.handbook, language)
        return config

    def _set_date(self, config: MkDocsConfig) -> None:
        """Give the build its date, whichever template or plugin asks MkDocs for it."""
        self.dated = self.dated or reproducible.VARIABLE not in os.environ
        try:
            made = reproducible.moment(Path(config.config_file_path).parent)
        except ValueError as error:
            raise PluginError(f"handbook: {reproducible.VARIABLE} must be a number of seconds: {error}.") from error
        os.environ[reproducible.VARIABLE] = str(made)

    def _unset_date(self) -> None:
        if self.dated:
            del os.environ[reproducible.VARIABLE]
        self.dated = False

    def on_build_error(self, **_: Any) -> None:
        """Leave the environment as it was."""
        self._unset_date()

    def _run(self, config: MkDocsConfig) -> None:
        self.roots = [folder(name, Path(config.config_file_path).parent) for name in self.config.content]
        config.watch += [str(root) for root in self.roots if is_folder(root)] + _own_folders() + _other_docs(config)
        content = run(self.roots, self.config.drafts or self.serving)
        outcome = content.also(self._read_written(config)).also(self._check_settings(config))
        self.outcome = outcome.also(self._dead_links(outcome.handbook, config)) if outcome.handbook else outcome
        if self.listener:
            self.listener(self.outcome)
        if self.serving:
            # `serve --strict` would count our messages and stop answering.
            config.strict = False
        _report(self.outcome, stop=not self.serving, strict=config.strict)
        if self.outcome.handbook and (not self.outcome.has_errors or self.handbook is None):
            self.handbook = translations.marked(self.outcome.handbook, self.roots)

    def _check_settings(self, config: MkDocsConfig) -> Iterator[Diagnostic]:
        file = Path(config.config_file_path)
        known = {name for name, _ in MkDocsConfig._schema}
        plugins = {language_settings.short(name) for name in config.plugins}
        yield from site_settings.wrong(file, self.config, plugins, known)
        yield from site_settings.ignored(file)

    def _read_written(self, config: MkDocsConfig) -> list[Diagnostic]:
        problems: list[Diagnostic] = []
        for language in LANGUAGES:
            self.written[language], found = written(Path(config.docs_dir).parent / language)
            problems += found
        return problems

    def _dead_links(self, handbook: Handbook, config: MkDocsConfig) -> Iterator[Diagnostic]:
        for language in LANGUAGES:
            docs = Path(config.docs_dir).parent / language
            files = {composed(path.relative_to(docs).as_posix()) for path in docs.rglob("*") if path.is_file()}
            files |= {uri(key, language) for key in plan(handbook)}
            yield from dead_links(self.written[language], handbook, files)

    @event_priority(FIRST)
    def _add_pages(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages to the hand-written ones, for other plugins to see."""
        assert self.handbook is not None
        language = config.extra["handbook_language"]
        for file in list(files):
            _compose_name(files, file)
        pages = {page.place: page for page in self.written[language]}
        for file in files.documentation_pages():
            file.edit_uri = None  # `on_page_context` knows better where a page is edited
            if page := pages.get(file.src_uri):
                place = file.abs_src_path
                file.content_string = replace(page, body=with_entry_links(page, self.handbook, language)).markdown
                file.abs_src_path = place
        self.terms[language] = glossary_links.Terms(self.handbook, language)
        for key in plan(self.handbook):
            source = edit_links.source(self.handbook, key).file
            files.append(_file(render_page(self.handbook, key, language), source, config))
        for extra in publishing.files(self.handbook, config):
            files.append(extra)
        return files

    @event_priority(LAST)
    def _arrange_pages(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Set the navigation, of the pages that the settings and the other plugins leave."""
        assert self.handbook is not None
        language = config.extra["handbook_language"]
        set_exclusions(files, config)
        kept = files.documentation_pages(inclusion=InclusionLevel.is_included)
        places = {file.src_uri for file in kept}
        problems = [*self._left_out(places, language, config), *self._misplaced(places, language, config)]
        if problems:
            _report(Outcome(self.handbook, tuple(problems)), stop=not self.serving, strict=config.strict)
        self.written[language] = [page for page in self.written[language] if page.place in places]
        shown = {file.src_uri for file in kept if file.inclusion is not InclusionLevel.NOT_IN_NAV}
        config.nav = navigation.build(self.handbook, language, self.written[language], shown)
        return files

    on_files = CombinedEvent(_add_pages, _arrange_pages)

    def _left_out(self, places: set[str], language: str, config: MkDocsConfig) -> Iterator[Diagnostic]:
        """Pages that cannot be left out, as others lead to them: those of the handbook, and twins of written ones."""
        assert self.handbook is not None
        for key in plan(self.handbook):
            if (place := uri(key, language)) not in places:
                yield Diagnostic("excluded-page", edit_links.source(self.handbook, key), {"page": place})
        shown = {page.key for page in self.written[SOURCE_LANGUAGE]} if language != SOURCE_LANGUAGE else set()
        for page in self.written[language]:
            if page.place not in places and page.key in shown:
                span = Span(Path(config.docs_dir, page.place))
                yield Diagnostic("excluded-page", span, {"page": page.place, "key": page.key}, "excluded-twin")

    def _misplaced(self, places: set[str], language: str, config: MkDocsConfig) -> Iterator[Diagnostic]:
        assert self.handbook is not None
        pages = {
            other: {page.place for page in self.written[other]} | {uri(key, other) for key in plan(self.handbook)}
            for other in LANGUAGES
        }
        # A hook stands among the plugins, and has no options.
        options = {name: plugin.config for name, plugin in config.plugins.items() if isinstance(plugin, BasePlugin)}
        return language_settings.misplaced(
            Path(config.config_file_path), options, language, {**pages, language: places}
        )

    @event_priority(FIRST + 1)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, **_: Any) -> Navigation:
        """Hide from other plugins that there is a `nav` of ours: some say that they replace the author's."""
        config.nav = None
        return nav

    def on_env(self, env: Environment, config: MkDocsConfig, **_: Any) -> None:
        """Let both languages share compiled templates, and give them the interface words.

        The theme prints titles as they are: escaping makes a title with `<` in it a text, here as everywhere.
        """
        env.autoescape = True
        env.add_extension(_Marks)
        env.bytecode_cache = self.bytecode
        env.globals["words"] = typeset_words(config.extra["handbook_language"])
        env.globals["script_words"] = partial(_script_words, language=config.extra["handbook_language"])
        env.globals["feed"] = feed.NAME if self.handbook and feed.checked(self.handbook) else ""
        # A preview would have to gather anew after each change.
        env.globals["gathered"] = "" if self.serving else css.NAME
        env.globals["search_worker"] = _search_worker(config)
        config.extra["handbook_twins"] = navigation.twins(self.written)

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, **_: Any) -> str | None:
        """Set the hand-written pages as the generated ones are: apostrophes, no-break spaces."""
        if page.file.generated_by:
            return None
        language = config.extra["handbook_language"]
        for name in ("title", "description"):
            if name in page.meta:
                page.meta[name] = markup.typography(str(page.meta[name]), language)
        return markup.typeset(markdown, language)

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, **_: Any) -> str:
        """Link terms, mend the table of contents' spaces, lead drawn links home, let items be edited."""
        assert self.handbook is not None
        language = config.extra["handbook_language"]
        _typeset_contents(page.toc, language)
        html = self._with_terms(html, page, language, config)
        if not navigation.is_ours(page):
            return html
        html = with_drawn_links(html, page.file.src_uri, config.use_directory_urls)
        for anchor, span in edit_links.items(self.handbook, _key(page)):
            if address := self._edit_address(span, config):
                html = edit_links.with_link(html, anchor, address, words(language)("site.edit_item"))
        return html

    def _with_terms(self, html: str, page: MkDocsPage, language: str, config: MkDocsConfig) -> str:
        if page.is_homepage or "key" not in page.meta:
            return html
        glossary = url(uri(Ref(glossary_links.KIND, ""), language), config.use_directory_urls)
        marked = self.terms[language].mark(html, _key(page), get_relative_url(glossary, page.url))
        if marked != html:
            page.meta["scripts"] = [*page.meta.get("scripts", ()), "terms"]
        return marked

    def _edit_address(self, span: Span | None, config: MkDocsConfig) -> str | None:
        if span is None:
            return None
        if self.serving:
            return edit_links.in_editor(span, self.config.editor)
        root = Path(config.config_file_path).parent
        return edit_links.in_repository(span, root, config.repo_url or "", config.edit_uri or "")

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Bound the sidebar, find the page in the other languages, and write its head."""
        assert self.handbook is not None
        page.content = Markup(page.content or "")  # made by Markdown from texts that `markup` has escaped
        context["nav"] = navigation.around(page, nav, config.extra["handbook_language"])
        page.edit_url = self._edit_address(_source(page, self.handbook), config)
        ours = {"languages": navigation.languages(page, config), "head": publishing.head(page, config, self.handbook)}
        cast("dict[str, Any]", context).update(ours)
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The sitemap, and the page for addresses that do not exist: its switcher leads to the home pages."""
        assert self.handbook is not None
        ours = cast("dict[str, Any]", context)
        if template_name == "sitemap.xml":
            ours["located"] = publishing.located(context["pages"], config)
        if template_name == "404.html":
            context["nav"] = navigation.around(None, context["nav"], config.extra["handbook_language"])
            ours["languages"] = navigation.homes(config)
            ours["head"] = publishing.not_found(config)
            ours["guides"] = navigation.guides(self.handbook, config)
        return context

    @event_priority(FIRST)
    def _finish_page(self, output: str, *, config: MkDocsConfig, **_: Any) -> str:
        """Mend the theme's faults."""
        return finish(output, typeset_words(config.extra["handbook_language"]))

    @event_priority(LAST)
    def _guard_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig, **_: Any) -> str:
        """Hold the page to its policy, as the other plugins leave it."""
        source = None if page.file.generated_by else page.file.abs_src_path
        return self._guard(output, page.url, Path(source) if source else None, config)

    on_post_page = CombinedEvent(_finish_page, _guard_page)

    @event_priority(FIRST)
    def _finish_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for the page for addresses that do not exist."""
        return self._finish_page(output_content, config=config) if template_name.endswith(".html") else output_content

    @event_priority(LAST)
    def _guard_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        if not template_name.endswith(".html"):
            return security_policy.unmarked(output_content)
        return self._guard(output_content, template_name, None, config)

    on_post_template = CombinedEvent(_finish_template, _guard_template)

    def _guard(self, output: str, page: str, source: Path | None, config: MkDocsConfig) -> str:
        if self.serving or not config.use_directory_urls:
            # A preview adds scripts of its own, and a page opened from a disk is of no site: `'self'` would be nobody.
            return security_policy.unmarked(output)
        assert self.blocked is not None
        guarded = security_policy.guard(output, self.config.scripts, _origin(config))
        self.scripts |= guarded.allowed
        self.blocked.note(guarded, f"/{_root(config)}{page}", source)
        return guarded.page

    @event_priority(LAST)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Complete what needs every page, then build the site of each other language into its own folder."""
        assert self.handbook is not None
        language = config.extra["handbook_language"]
        search_index.prepare(Path(config.site_dir), self.handbook, language, config.use_directory_urls)
        if not self.serving:
            css.write(Path(config.site_dir))
        if (sitemap := Path(config.site_dir, "sitemap.xml")).is_file():
            reproducible.compress(sitemap)
        if language != SOURCE_LANGUAGE:
            return
        for other in LANGUAGES:
            if other != SOURCE_LANGUAGE:
                build(_config_for(other, config, self.config.languages.get(other, {})))
        mark(Path(config.site_dir))
        if config.use_directory_urls:
            _write_headers(Path(config.site_dir), urlsplit(config.site_url or "/").path, self.scripts)
        _forget_search_language(config)
        self._unset_date()
        assert self.blocked is not None
        _report(Outcome(self.handbook, tuple(self.blocked.findings())), stop=False, strict=False)


def refuse_unfit(config: MkDocsConfig, site_dir: Path) -> None:
    """Raises `ForeignError` where a build must not replace what stands in `site_dir`."""
    project = Path(config.config_file_path).parent
    plugin = config.plugins.get("handbook")
    names = plugin.config.content if isinstance(plugin, HandbookPlugin) else []
    own = [str(THEME), config.theme.custom_dir] if config.theme.custom_dir else [str(THEME)]
    sources = [Path(config.docs_dir).parent / language for language in LANGUAGES]
    sources += [Path(config.docs_dir), *(folder(name, project) for name in names), *map(Path, own)]
    if (docs := Path(config.docs_dir).parent) != project:
        sources.append(docs)
    if reason := unfit(site_dir, project, sources):
        raise ForeignError(site_dir, reason)


def _stop_at_foreign(config: MkDocsConfig) -> None:
    """MkDocs empties the folder of the site: before it does, look whether it may."""
    try:
        refuse_unfit(config, Path(config.site_dir))
    except ForeignError as error:
        find = words(report.terminal_language())
        raise PluginError(f"handbook: {find(f'cli.foreign.{error.reason}', path=str(error.path))}") from error


def _script_words(name: str, language: str) -> dict[str, str]:
    """What one of our scripts says, typeset like the pages."""
    return typeset_words(language).group(f"scripts.{name}")


def _write_headers(site: Path, root: str, scripts: Iterable[str]) -> None:
    """What hosts send with every page: it allows the scripts that stand in the pages of all languages."""
    for name, text in security_policy.header_files(scripts, root).items():
        (site / name).write_text(text, "utf-8")


def _origin(config: MkDocsConfig) -> str:
    """Where the site is served from, as a policy's `'self'` means it; empty where it has no address."""
    parts = urlsplit(config.site_url or "")
    return f"{parts.scheme}://{parts.netloc}/" if parts.netloc else ""


def _root(config: MkDocsConfig) -> str:
    language: str = config.extra["handbook_language"]
    return "" if language == SOURCE_LANGUAGE else f"{language}/"


class _Marks(JinjaExtension):
    """Marks the scripts of templates, so that the policy tells them from what pages bring along."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """The source of a template, before anything is filled in."""
        return security_policy.marked(source)


def _typeset_contents(items: Iterable[AnchorLink], language: str) -> None:
    for item in items:
        item.title = Markup(markup.typography(item.title, language))  # Markdown has escaped it
        _typeset_contents(item.children, language)


def _own_folders() -> list[str]:
    """What else makes the pages: a change there rebuilds the preview too."""
    return [
        str(THEME.parent.parent / name)
        for name in ("kinds", "views", "render/templates", "site/theme", "language/locales")
    ]


def _refuse_wrong_order(config: MkDocsConfig) -> None:
    names = list(config.plugins)
    last = next((position for position, name in enumerate(names) if name.endswith("search")), -1)
    if last > names.index("handbook"):
        raise PluginError("handbook: in mkdocs.yml, list the handbook plugin after search.")


def _search_worker(config: MkDocsConfig) -> str:
    name = search_index.worker_name(config.theme.dirs)
    if name is None:
        raise PluginError(
            f"handbook: the theme has no single search worker in {search_index.WORKERS}; is its version right?"
        )
    return name


def _report(outcome: Outcome, stop: bool, strict: bool) -> None:
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


def _configure(config: MkDocsConfig, handbook: Handbook, language: str) -> None:
    settings, find = handbook.settings, words(language)
    config.site_name = settings.title.served(language).text
    config.site_description = settings.tagline.served(language).text
    config.theme["language"] = language
    config.theme.dirs.insert(0, str(THEME))
    config.mdx_configs.setdefault("toc", {})["permalink_title"] = find("site.permalink")
    config.markdown_extensions.append(_Captions())  # type: ignore[arg-type]
    # Truthy, but no list: Material then includes our switcher and writes no wrong links into the head.
    config.extra["alternate"] = True


def _other_docs(config: MkDocsConfig) -> list[str]:
    docs = Path(config.docs_dir)
    return [str(docs.parent / language) for language in LANGUAGES if (docs.parent / language).is_dir()]


def _file(page: Page, source: Path, config: MkDocsConfig) -> File:
    """A page as MkDocs reads it. Other plugins ask for the file that it is made from, for its dates among others."""
    file = File.generated(config, page.uri, content=page.markdown)
    file.abs_src_path = str(source.resolve())
    return file


def _compose_name(files: Files, file: File) -> None:
    """Name a file in the composed form of Unicode, in which links to it are written."""
    name = composed(file.src_uri)
    if name != file.src_uri and name not in files.src_uris:
        same = File(name, file.src_dir, file.dest_dir, file.use_directory_urls, inclusion=file.inclusion)
        same.abs_src_path = file.abs_src_path
        files.remove(file)
        files.append(same)


def _key(page: MkDocsPage) -> Ref:
    """The key of a generated page, from its front matter."""
    key = str(page.meta["key"])
    return HOME if key == "home" else RefTo("").parse(key)


def _source(page: MkDocsPage, handbook: Handbook) -> Span | None:
    """Where the text of a page stands, generated or written by hand; None for the pages of other plugins."""
    if navigation.is_ours(page):
        return edit_links.source(handbook, _key(page))
    if page.file.generated_by or page.file.abs_src_path is None:
        return None
    return Span(Path(page.file.abs_src_path), 1, 1)


def _config_for(language: str, config: MkDocsConfig, own: dict[str, Any]) -> MkDocsConfig:
    other = load_config(
        config.config_file_path,
        docs_dir=str(Path(config.docs_dir).parent / language),
        site_dir=str(Path(config.site_dir) / language),
        site_url=posixpath.join(config.site_url, language, "") if config.site_url else "",
        use_directory_urls=config.use_directory_urls,
        strict=config.strict,
        **language_settings.settings(Path(config.config_file_path), own),
    )
    other.extra["handbook_language"] = language
    other.theme["language"] = language
    _forget_search_language(other)
    return other


def _forget_search_language(config: MkDocsConfig) -> None:
    """Material's search keeps the language that it derived last: let it derive it again."""
    for name, plugin in config.plugins.items():
        if name.endswith("search"):
            plugin.config["lang"] = None


class _Captions(Extension):
    """Lets Markdown in HTML see `<caption>` as the block that it is."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.block_level_elements.append("caption")
