"""Check: the rules of the handbook that no single field can keep.

In: the linked handbook. Out: findings. Each rule is one small function, in the module of its
subject; `RULES` lists those of all kinds, the `rules.py` of a kind its own. No rule reads the clock: the same
content gives the same findings on any day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from generator.diagnostics import Diagnostic
from generator.kinds import rules_of
from generator.model.handbook import Handbook
from generator.pipeline.check.acceptance import expired, settle
from generator.pipeline.check.completeness import (
    field_is_filled,
    guidance_is_practical,
)
from generator.pipeline.check.copied import (
    line_has_no_tags,
    list_is_marked_up,
    text_is_written,
    title_is_its_own,
    translation_differs,
)
from generator.pipeline.check.relations import (
    draft_is_not_needed,
    entry_has_sources,
    figure_shows_its_language,
    kind_is_listed,
    previous_id_is_free,
)
from generator.pipeline.check.texts import (
    abbreviation_is_defined,
    prose_is_plain,
    text_is_translated,
)

Rule = Callable[[Handbook], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    field_is_filled,
    guidance_is_practical,
    entry_has_sources,
    text_is_translated,
    prose_is_plain,
    draft_is_not_needed,
    abbreviation_is_defined,
    figure_shows_its_language,
    previous_id_is_free,
    kind_is_listed,
    text_is_written,
    list_is_marked_up,
    line_has_no_tags,
    title_is_its_own,
    translation_differs,
)


def check(handbook: Handbook, on: date | None = None, pause: Callable[[], None] = lambda: None) -> Iterator[Diagnostic]:
    """Every finding of every rule that its entry does not accept, in the order of the files.

    With a day, what was accepted until an earlier one is told too. `pause` is called before each rule.
    """
    rules = [*RULES, *(rule for name in handbook.catalog.kinds for rule in rules_of(name))]
    found: list[Diagnostic] = []
    for rule in rules:
        pause()
        found += rule(handbook)
    late = expired(handbook, on) if on else ()
    yield from sorted((*settle(handbook, found), *late), key=lambda diagnostic: diagnostic.span)
