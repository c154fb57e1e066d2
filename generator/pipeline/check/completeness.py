"""Rules of what an entry must hold to be of use.

In: the linked handbook. Out: findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.diagnostics.places import at, few
from generator.model import shapes
from generator.model.content import Guidance
from generator.model.handbook import Handbook


def field_is_filled(handbook: Handbook) -> Iterator[Diagnostic]:
    """A field holds as many items as its model asks for."""
    asked = {
        name: [part for part in shapes.parts(kind.model) if part.at_least]
        for name, kind in handbook.catalog.kinds.items()
    }
    for entry in handbook.entries.values():
        for part in asked[entry.kind]:
            value = getattr(entry.data, part.name)
            found = len(value) if isinstance(value, tuple) else int(bool(value))
            if found < part.at_least:
                yield few(entry, part.name, part.at_least, found)


def guidance_is_practical(handbook: Handbook) -> Iterator[Diagnostic]:
    """A page of advice tells what to do on Monday and gives at least one example."""
    for entry in handbook.entries.values():
        if not isinstance(entry.data, Guidance) or not entry.published:
            continue
        if entry.data.on_monday is None:
            yield Diagnostic("missing-action", at(entry, "on_monday"))
        if not (entry.data.examples.industry or entry.data.examples.services):
            yield Diagnostic("missing-example", at(entry, "examples"))
