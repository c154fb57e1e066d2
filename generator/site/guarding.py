"""Guarding: each page gets its security policy, and the site the headers that say the same.

In: the HTML of pages, as the other plugins leave it. Out: pages with their policy; files of headers for hosts; and
findings on what the policy will block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.site import languages, security_policy
from generator.site.blocked_content import Blocked

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from generator.diagnostics import Diagnostic
    from generator.site.security_policy import Guarded
    from generator.site.session import Build


@dataclass(frozen=True)
class Noted:
    """What a guard collects: the digests of scripts that pages need, and what is blocked, by digest or address."""

    allowed: frozenset[str] = frozenset()
    blocked: Mapping[str, Diagnostic] = field(default_factory=dict)


class Guard:
    """The policy of one site: collects the digests that its pages need, and what is blocked in them."""

    def __init__(self, config_file: Path, named: Sequence[str]) -> None:
        self._named = named
        self._allowed: set[str] = set()
        self.last: Guarded | None = None
        self._blocked = Blocked(config_file, named)

    def page(self, output: str, place: str, source: Path | None, config: MkDocsConfig) -> str:
        """A page of one language's site with its policy; `source` is the file in which a person wrote it."""
        guarded = security_policy.guard(output, self._named, _origin(config))
        self._allowed |= guarded.allowed
        self.last = guarded
        self._blocked.note(guarded, f"/{languages.root(languages.of(config))}{place}", source)
        return guarded.page

    def allow(self, scripts: Iterable[str]) -> None:
        """Take over the digests that a page needs which was made before."""
        self._allowed |= set(scripts)

    def noted(self) -> Noted:
        """What was collected so far, for the guard of another process."""
        return Noted(frozenset(self._allowed), dict(self._blocked.found))

    def absorb(self, noted: Noted) -> None:
        """Take over what the guard of another process has collected."""
        self._allowed |= noted.allowed
        for name, found in noted.blocked.items():
            self._blocked.found.setdefault(name, found)

    def findings(self) -> Iterator[Diagnostic]:
        """What the policy blocks in the pages so far."""
        return self._blocked.findings()

    def write_headers(self, site: Path, site_url: str | None) -> None:
        """Write the headers for hosts, which allow the inline scripts of all pages in all languages."""
        root = urlsplit(site_url or "/").path
        for name, text in security_policy.header_files(self._allowed, root).items():
            (site / name).write_text(text, "utf-8")


def applies(config: MkDocsConfig, serving: bool) -> bool:
    """Whether pages have a policy.

    A preview adds scripts of its own, and a page opened from a disk is of no site: `'self'` would be nobody.
    """
    return config.use_directory_urls and not serving


def _origin(config: MkDocsConfig) -> str:
    """Where the site is served from, as a policy's `'self'` means it; empty where it has no address."""
    parts = urlsplit(config.site_url or "")
    return f"{parts.scheme}://{parts.netloc}/" if parts.netloc else ""


def of_page(output: str, page: Page, config: MkDocsConfig, build: Build) -> str:
    """A page with its policy, where it is to have one."""
    if not applies(config, build.serving):
        return security_policy.unmarked(output)
    source = None if page.file.generated_by else page.file.abs_src_path
    return build.guard.page(output, page.url, Path(source) if source else None, config)


def of_template(output: str, name: str, config: MkDocsConfig, build: Build) -> str:
    """The same for what a template of the theme made: the page for addresses that do not exist, else no page."""
    if not name.endswith(".html") or not applies(config, build.serving):
        return security_policy.unmarked(output)
    return build.guard.page(output, name, None, config)
