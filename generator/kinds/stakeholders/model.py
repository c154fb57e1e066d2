"""The people and bodies the COO decides with: columns of the decision table."""

from __future__ import annotations

from typing import Literal

from generator.language.i18n import Neutral, Prose
from generator.model.content import Guidance


class Stakeholder(Guidance):
    """One function or body; `short` heads its column."""

    short: Neutral
    type: Literal["executive", "statutory", "unit"]
    description: Prose | None = None
