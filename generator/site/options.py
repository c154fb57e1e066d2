"""The options of the plugin in `mkdocs.yml`, as MkDocs reads and checks them."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config

from generator.site.edit_links import EDITOR


class Options(Config):  # type: ignore[no-untyped-call]
    """`content` are folders, `editor` is a template of addresses, `scripts` are digests that the policy allows.

    `languages` holds, for each language but the first, the settings that its site has for itself.
    """

    content = config_options.ListOfItems(config_options.Type(str), default=["content"])
    drafts = config_options.Type(bool, default=False)
    editor = config_options.Type(str, default=EDITOR)
    scripts = config_options.ListOfItems(config_options.Type(str), default=[])
    languages = config_options.DictOfItems(config_options.Type(dict), default={})
