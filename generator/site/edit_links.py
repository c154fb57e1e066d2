"""Edit links: the source file of a page, and the address that opens it.

In: the linked handbook and which page. Out: spans in YAML files, and addresses: in the repository for the published
site, in the author's editor for the preview. Pure functions.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.model.document import Span
from generator.model.fields import Ref
from generator.model.handbook import Handbook
from generator.pipeline.content_folders import real
from generator.site import page_key

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from generator.site.session import Build

EDITOR = "vscode://file{path}:{line}:{column}"
"""The address that opens Visual Studio Code at a position, from its documentation of URL handling."""

_FIELDS = [(name, "", None) for name in ("path", "line", "column")]
"""What a template may ask for, each without a format or a conversion."""


def source(handbook: Handbook, key: Ref) -> Span:
    """The source of a generated page: the entry behind it or, if there is none, a position in the settings."""
    entry = handbook.behind(key) if key.id else None
    if handbook.catalog.layout(key.kind) == "single":
        entry = handbook.of(key.kind)[0]
    return _start(entry.document.path) if entry else _introduction(handbook, key.kind)


def items(handbook: Handbook, key: Ref) -> Iterator[tuple[str, Span]]:
    """The entries that share a page, each with its anchor and its file."""
    if not key.id and handbook.catalog.layout(key.kind) == "items":
        for entry in handbook.of(key.kind):
            yield entry.id, _start(entry.document.path)


def _start(path: Path) -> Span:
    return Span(path, 1, 1)


def _introduction(handbook: Handbook, name: str) -> Span:
    """The position in the settings where a kind or a view is introduced; the first line for the home page."""
    for at, section in enumerate(handbook.settings.sections):
        for field, intros in (("kinds", section.kinds), ("views", section.views)):
            for position, intro in enumerate(intros):
                if intro.name == name:
                    return handbook.setup.document.value_span(("sections", at, field, position))
    return _start(handbook.setup.document.path)


def written_in(page: Page, handbook: Handbook) -> Span | None:
    """The source of any page, generated or written by hand; None for pages of other plugins."""
    if key := page_key.of(page):
        return source(handbook, key)
    if page.file.generated_by or page.file.abs_src_path is None:
        return None
    return Span(Path(page.file.abs_src_path), 1, 1)


def address(span: Span | None, config: MkDocsConfig, build: Build) -> str | None:
    """The address that opens a span: in the author's editor during a preview, else in the repository."""
    if span is None:
        return None
    if build.serving:
        return in_editor(span, build.options.editor)
    root = Path(config.config_file_path).parent
    return in_repository(span, root, config.repo_url or "", config.edit_uri or "")


def can_be_filled(template: str) -> bool:
    """Whether a template of the editor's address asks for nothing but `{path}`, `{line}` and `{column}`."""
    try:
        fields = [field[1:] for field in Formatter().parse(template) if field[1] is not None]
    except ValueError:  # a brace that is not closed
        return False
    return all(field in _FIELDS for field in fields)


def in_editor(span: Span, template: str) -> str:
    """The address that opens the author's editor at a place, after `template` or, where it cannot be filled, `EDITOR`.

    A preview goes on with a wrong template, and has to show what is wrong with it.
    """
    template = template if can_be_filled(template) else EDITOR
    path = quote(real(span.file).as_posix())
    if not path.startswith("/"):  # a drive letter on Windows
        path = f"/{path}"
    return template.format(path=path, line=span.line or 1, column=span.column or 1)


def in_repository(span: Span, root: Path, repo_url: str, edit_uri: str) -> str | None:
    """The address of a span in the repository that is checked out at `root`; None if it is not part of it."""
    path, root = real(span.file), real(root)
    if not repo_url or not path.is_relative_to(root):
        return None
    line = f"#L{span.line}" if span.line > 1 else ""
    place = quote(path.relative_to(root).as_posix())
    return f"{repo_url.rstrip('/')}/{edit_uri.strip('/')}/{place}{line}"
