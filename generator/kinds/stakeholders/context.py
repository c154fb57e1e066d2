"""What templates ask of stakeholders: the short names by which tables call them.

In: the linked handbook. Out: a name.
"""

from __future__ import annotations

from generator.kinds.stakeholders.model import Stakeholder
from generator.language.i18n import Localized
from generator.model.fields import Ref
from generator.model.handbook import Handbook


def short(handbook: Handbook, ref: Ref) -> Localized | None:
    """The short name of a stakeholder; None where it is not shown."""
    entry = handbook.find(ref)
    return entry.data.short if entry and isinstance(entry.data, Stakeholder) else None
