"""Site settings: settings in `mkdocs.yml` that this site ignores or does not support.

In: the configuration file of a site, and the files that it inherits. Out: findings, each at the line of the setting.
MkDocs has read every file before, so they are valid YAML and small enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from generator.diagnostics import Diagnostic, Word, nearest
from generator.language.i18n import LANGUAGES, SOURCE_LANGUAGE
from generator.model.document import Span
from generator.site.edit_links import can_be_filled

OURS = ("plugins", "handbook")
"""The path to the options of our plugin in the configuration."""

OF_EVERY_LANGUAGE = ("docs_dir", "nav", "site_dir", "site_url", "strict", "theme", "use_directory_urls")
"""Settings that must be the same in all languages, as they are one site."""

_IGNORED: Mapping[tuple[str, ...], str | None] = {
    ("nav",): None,
    ("site_description",): None,
    ("site_author",): None,
    ("edit_uri_template",): None,
    ("extra", "alternate"): None,
    ("extra", "analytics"): None,
    ("theme", "favicon"): None,
    ("theme", "font"): "false",
    ("theme", "language"): SOURCE_LANGUAGE,
}
"""Settings that the site ignores or blocks, each with the one value that causes no finding."""

_DIGEST = re.compile(r"sha256-[A-Za-z0-9+/]{43}=")


class Setting(NamedTuple):
    """The span of a setting, and its value if that is a scalar."""

    span: Span
    value: str | None


def ignored(config_file: Path) -> Iterator[Diagnostic]:
    """A finding for each setting that has no effect, with what to do instead."""
    for path, harmless in _IGNORED.items():
        found = setting(config_file, path)
        if found is None or (harmless is not None and found.value == harmless) or _own_analytics(config_file, path):
            continue
        name = ".".join(path)
        values = {
            "setting": name,
            "why": Word(f"ignored.{path[-1]}.why"),
            "instead": Word(f"ignored.{path[-1]}.instead"),
        }
        yield Diagnostic("ignored-setting", found.span, values)


def _own_analytics(config_file: Path, path: tuple[str, ...]) -> bool:
    """Whether the project has its own template for analytics, which may comply with the security policy."""
    provider = setting(config_file, ("extra", "analytics", "provider"))
    return path[-1] == "analytics" and provider is not None and provider.value == "custom"


def no_handbook(config_file: Path) -> Diagnostic:
    """The finding that our plugin is missing in the list of plugins."""
    found = setting(config_file, OURS[:1])
    return Diagnostic(
        "wrong-setting", found.span if found else Span(config_file), message="no-handbook", help="no-handbook"
    )


def wrong(
    config_file: Path, options: Mapping[str, Any], plugins: Iterable[str], settings: Iterable[str]
) -> Iterator[Diagnostic]:
    """Findings on the options of our plugin; `plugins` are those of the site, `settings` those that MkDocs knows."""
    for digest in options["scripts"]:
        if not _DIGEST.fullmatch(digest):
            yield _wrong(config_file, (*OURS, "scripts"), "wrong-script", name=digest)
    if not can_be_filled(options["editor"]):
        yield _wrong(config_file, (*OURS, "editor"), "wrong-editor", name=options["editor"])
    for language, own in options["languages"].items():
        path = (*OURS, "languages", str(language))
        if language in LANGUAGES[1:]:
            yield from _wrong_settings(config_file, path, own, settings)
            yield from _wrong_plugins(config_file, (*path, "plugins"), own.get("plugins", {}), plugins)
        else:
            yield _wrong(config_file, path, "", name=str(language), known=", ".join(LANGUAGES[1:]))


def _wrong_settings(
    config_file: Path, path: tuple[str, ...], own: Mapping[str, Any], known: Iterable[str]
) -> Iterator[Diagnostic]:
    for name in own:
        if name in OF_EVERY_LANGUAGE:
            yield _wrong(config_file, (*path, name), "common-setting", name=name)
        elif name not in known:
            yield _unknown(config_file, (*path, name), "unknown-setting", known)


def _wrong_plugins(config_file: Path, path: tuple[str, ...], own: Any, known: Iterable[str]) -> Iterator[Diagnostic]:
    if not isinstance(own, Mapping) or not all(isinstance(options, Mapping) for options in own.values()):
        yield _wrong(config_file, path, "not-by-plugin")
        return
    for name in own:
        if name not in known:
            yield _unknown(config_file, (*path, name), "unknown-plugin", known)


def _unknown(config_file: Path, path: Sequence[str], message: str, known: Iterable[str]) -> Diagnostic:
    near = nearest(path[-1], known)
    help_ = "near" if near else message
    return _wrong(config_file, path, message, help_, name=path[-1], near=near, known=", ".join(sorted(known)))


def _wrong(config_file: Path, path: Sequence[str], message: str, help_: str = "", **values: str) -> Diagnostic:
    found = setting(config_file, path)
    return Diagnostic("wrong-setting", found.span if found else Span(config_file), values, message, help_)


def setting(config_file: Path, path: Sequence[str]) -> Setting | None:
    """The setting at a path of names, in the file or in those that it inherits; None if there is none."""
    root = _root(config_file)
    key: yaml.Node | None = None
    value: yaml.Node | None = root
    for name in path:
        key, value = next(((k, v) for k, v in _pairs(value) if k.value == name), (None, None))
    if key is not None and value is not None:
        return Setting(_span(config_file, key), value.value if isinstance(value, yaml.ScalarNode) else None)
    parent = next((v.value for k, v in _pairs(root) if k.value == "INHERIT"), None)
    return setting(config_file.parent / parent, path) if parent else None


def _root(config_file: Path) -> yaml.Node | None:
    """The file as YAML; None if it was saved with a mistake since MkDocs read it, which the next build tells."""
    try:
        return yaml.compose(config_file.read_bytes(), Loader=yaml.SafeLoader)
    except (OSError, yaml.YAMLError, ValueError):
        return None


def _pairs(node: yaml.Node | None) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """The keys and values of a mapping, or of a list of mappings, as plugins may be listed either way."""
    if isinstance(node, yaml.MappingNode):
        yield from node.value
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if isinstance(item, yaml.MappingNode):
                yield from item.value


def _span(file: Path, node: yaml.Node) -> Span:
    start, end = node.start_mark, node.end_mark
    return Span(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
