"""The whole site: every language, and the data, in a process of their own, where the system can.

In: MkDocs' configuration of the first language. Out: the complete site in its folder. What a process must tell of its
language comes back to the first one: scripts that the headers allow, findings, and how often MkDocs warned.
"""

from __future__ import annotations

import ctypes
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort, BuildError, PluginError
from mkdocs.utils import clean_directory

from generator.pipeline.stages import Outcome
from generator.site import completion, languages, page_files
from generator.site.explanation import explain
from generator.site.guarding import Noted
from generator.site.language_site import LanguageSite, Search, warnings_of
from generator.site.page_records import serves
from generator.site.plugin import HandbookPlugin
from generator.site.reading import report_findings
from generator.site.texts import Texts

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.site.cache import Cache

_DEATH_SIGNAL = 1
"""`PR_SET_PDEATHSIG`."""

log = logging.getLogger("mkdocs.handbook")

Progress = Callable[[int, int], None]
"""Told how many pages are made, and how many there are."""


@dataclass(frozen=True)
class Told:
    """What the process of one language has to tell."""

    noted: Noted = field(default_factory=Noted)
    warnings: Mapping[str, int] = field(default_factory=dict)
    failure: str = ""


def build(config: MkDocsConfig, cache: Cache | None, progress: Progress) -> bool:
    """Build the site of every language. Returns whether nothing at all was found on the way.

    Raises MkDocs' `Abort` and `PluginError` where the build must stop, and what templates and plugins raise.
    """
    plugin = config.plugins["handbook"]
    assert isinstance(plugin, HandbookPlugin)
    try:
        with warnings_of("mkdocs") as count:
            told = list(_all_languages(config, plugin, cache, progress))
            for one in told:
                plugin.build.guard.absorb(one.noted)
            completion.of_site(config, plugin.build)
            plugin.session.date.unset()
            found = Outcome(plugin.build.handbook, tuple(plugin.build.guard.findings()))
            report_findings(found, stop=False, strict=False)
        if cache:
            cache.bound()
        counts = Counter(dict(count.get_counts()))
        for one in told:
            counts.update(one.warnings)
        if config.strict and counts:
            said = ", ".join(f"{number} {name.lower()}s" for name, number in counts.items())
            raise Abort(f"Aborted with {said} in strict mode!")
    except Exception as error:
        config.plugins.on_build_error(error=error)
        if isinstance(error, BuildError):
            log.error(str(error))
            raise Abort("Aborted with a BuildError!") from error
        raise
    return not counts


def _all_languages(
    config: MkDocsConfig, plugin: HandbookPlugin, cache: Cache | None, progress: Progress
) -> Iterator[Told]:
    config = config.plugins.on_config(config)
    plugin.build.apart = True
    plugin.build.cache = cache
    if cache and serves(config):
        plugin.build.texts = Texts(plugin.build.handbook, plugin.session.roots, cache)
    config.plugins.on_pre_build(config=config)
    clean_directory(config.site_dir)
    search = Search(config)
    # The list of its pages first: the others must know which of them the settings have left out.
    first = LanguageSite(config, search, plugin.build)
    with _apart(_other_languages, config, plugin, cache) as others, _apart(_data, first) as data:
        yield _written(first, cache, progress)
        yield others()
        yield data()


def _data(site: LanguageSite) -> Told:
    """The data of the whole handbook, given the site of the first language. Other plugins find them in that already."""
    if serves(site.config):
        page_files.write_data(site.files, site.config, site.build)
    return Told()


def _other_languages(config: MkDocsConfig, plugin: HandbookPlugin, cache: Cache | None) -> Told:
    """The other languages, each from its first event on; `config` is that of the first."""
    for other in languages.others(config, plugin.config.languages, plugin.build.source):
        each = other.plugins.on_config(other)
        each.plugins.on_pre_build(config=each)
        _written(LanguageSite(each, Search(each), plugin.build), cache, lambda _made, _all: None)
    return Told(plugin.build.guard.noted())


def _written(site: LanguageSite, cache: Cache | None, progress: Progress) -> Told:
    total, made = len(site.pages), 0

    def count() -> None:
        nonlocal made
        made += 1
        progress(made, total)

    site.write_all(cache, count)
    return Told(site.build.guard.noted())


@contextmanager
def _apart(work: Callable[..., Told], *arguments: object) -> Iterator[Callable[[], Told]]:
    """Start work in a process of its own; where that cannot be, it is done when its result is asked for.

    The process does not outlive the block.
    """
    if not may_fork():
        yield lambda: work(*arguments)
        return
    child = _Child(work, arguments)
    try:
        yield child.result
    finally:
        child.end()


def may_fork() -> bool:
    """Whether a process can be copied as it is: not beside other threads, and not on macOS or Windows."""
    return sys.platform == "linux" and threading.active_count() == 1


class _Child:
    """A copy of this process that does one piece of work."""

    def __init__(self, function: Callable[..., Told], arguments: tuple[object, ...]) -> None:
        context = multiprocessing.get_context("fork")
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=_send, args=(sender, function, arguments, os.getpid()), daemon=True)
        self._process.start()
        sender.close()

    def result(self) -> Told:
        """What it has to tell, when it is done. Raises `PluginError` where it failed."""
        try:
            told: Told = self._receiver.recv()
        except EOFError:
            raise PluginError("handbook: the process of another language was ended.") from None
        if told.failure:
            raise PluginError(told.failure)
        return told

    def end(self) -> None:
        """End the process, whether it is done or not."""
        self._process.terminate()
        self._process.join()
        self._receiver.close()


def _send(sender: Connection, function: Callable[..., Told], arguments: tuple[object, ...], parent: int) -> None:
    """The work of a copy: nothing that happens there may be shown twice, so it tells its failure and is silent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to both; the parent ends this process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _end_with(parent)
    try:
        with warnings_of("mkdocs") as count:
            told = function(*arguments)
        told = replace(told, warnings=dict(count.get_counts()))
    except BaseException as error:
        told = Told(failure=explain(error))
    with suppress(OSError):
        sender.send(told)


def _end_with(parent: int) -> None:
    """Have the system kill this process when its parent ends, even if that was killed: `prctl(2)` of Linux."""
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it has ended before
        os._exit(1)
