"""How the COO works with one other function."""

from __future__ import annotations

from generator.kinds.references import ResponsibilityRef, RitualRef, StakeholderRef
from generator.language.i18n import Line, Prose
from generator.model.content import Guidance


class Collaboration(Guidance):
    """One working relation: what each brings, where it rubs, who decides what."""

    stakeholder: StakeholderRef
    context: Prose
    shared_goals: tuple[Prose, ...]
    coo_gives: tuple[Prose, ...]
    coo_needs: tuple[Prose, ...]
    frictions: tuple[Prose, ...]
    remedies: tuple[Prose, ...]
    boundary: Prose
    first_meeting_questions: tuple[Line, ...]
    rituals: tuple[RitualRef, ...] = ()
    responsibilities: tuple[ResponsibilityRef, ...] = ()
