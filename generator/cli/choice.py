"""Which entries a command line names, for the commands that list something of each.

In: names: `kpis/otif`, a whole kind, `handbook.yml`, or everything. Out: what tells whether an entry is meant; a usage
error for a name that nothing has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from generator.cli.words import say
from generator.diagnostics import nearest
from generator.editorial.translations import SETTINGS
from generator.model.fields import Ref
from generator.model.handbook import Handbook
from generator.pipeline.load import SETTINGS_NAME

EVERYTHING = "all"


def choice(names: Sequence[str], handbook: Handbook, language: str) -> Callable[[Ref], bool]:
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
