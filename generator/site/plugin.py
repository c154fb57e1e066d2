"""The seam to MkDocs: its events in their order, each a call into another module of this room.

In: MkDocs' events. Out: generated pages, navigation, and the second language's site. MkDocs builds the first language;
when it is done, `on_post_build` runs the same build again for each other language. MkDocs gives all builds of a process
this one plugin, so nothing that belongs to one language is kept here: the language stands in MkDocs' configuration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority

from generator.pipeline.stages import Outcome
from generator.site import (
    completion,
    guarding,
    languages,
    mkdocs_setup,
    page_content,
    page_context,
    page_files,
    theme_environment,
)
from generator.site.options import Options
from generator.site.reading import report_findings
from generator.site.session import Build, Session

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

FIRST = 100
"""The priority of what other plugins are to see."""

LAST = -90
"""The priority of what must see the work of the other plugins; the theme's offline plugin comes after it, with -100."""


class HandbookPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Turns the content into pages of the site."""

    def __init__(self) -> None:
        self.session = Session()
        self.build: Build

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Learn whether this is a live preview; having this method keeps the instance between rebuilds."""
        self.session.start(command, dirty)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Run the pipeline before MkDocs deletes anything, and tell MkDocs the language and titles."""
        if languages.is_first(config):
            self.build = self.session.begin(config, self.config)
        mkdocs_setup.configure(config, self.build.handbook, languages.of(config))
        return config

    @event_priority(FIRST)
    def _add_pages(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, for other plugins to see."""
        page_files.add(files, config, self.build)
        return files

    @event_priority(LAST)
    def _arrange_pages(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Set the navigation, of the pages that the settings and the other plugins leave."""
        page_files.arrange(files, config, self.build)
        return files

    on_files = CombinedEvent(_add_pages, _arrange_pages)

    @event_priority(FIRST + 1)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, **_: Any) -> Navigation:
        """Hide from other plugins that there is a `nav` of ours: some say that they replace the author's."""
        config.nav = None
        return nav

    def on_env(self, env: Environment, config: MkDocsConfig, **_: Any) -> None:
        """Give the theme's templates what all of them may ask."""
        theme_environment.prepare(env, config, self.build)

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
        """Set the hand-written pages as the generated ones are, and tell the conversion about the page."""
        return page_content.prepare(markdown, page, config, self.build)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
        """Set the table of contents as the text is, or as letters."""
        page_content.shorten_contents(page.toc)
        page_content.typeset_contents(page.toc, languages.of(config))
        return html

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tell the theme about the page."""
        return page_context.of_page(context, page, nav, config, self.build)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Tell the theme about the sitemap, and the page for addresses that do not exist."""
        return page_context.of_template(context, template_name, config, self.build)

    @event_priority(FIRST)
    def _finish_page(self, output: str, **_: Any) -> str:
        """Fix the theme's faults."""
        return completion.finish(output, ".html")

    @event_priority(LAST)
    def _guard_page(self, output: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
        """Hold the page to its policy, as the other plugins leave it."""
        return guarding.of_page(output, page, config, self.build)

    on_post_page = CombinedEvent(_finish_page, _guard_page)

    @event_priority(FIRST)
    def _finish_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002
        """The same for the page for addresses that do not exist."""
        return completion.finish(output_content, template_name)

    @event_priority(LAST)
    def _guard_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for the page for addresses that do not exist."""
        return guarding.of_template(output_content, template_name, config, self.build)

    on_post_template = CombinedEvent(_finish_template, _guard_template)

    @event_priority(LAST)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Complete what needs every page, then build the site of each other language into its own folder."""
        completion.of_language(config, self.build)
        if languages.is_first(config) and not self.build.apart:
            for other in languages.others(config, self.config.languages, self.build.source):
                build(other)
            languages.forget_search_language(config)
            completion.of_site(config, self.build)
            self.session.date.unset()
            report_findings(Outcome(self.build.handbook, tuple(self.build.guard.findings())), stop=False, strict=False)

    def on_build_error(self, **_: Any) -> None:
        """Leave the environment as it was."""
        self.session.date.unset()
