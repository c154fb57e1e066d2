"""What each challenge calls for.

In: the linked handbook. Out: the matrix.
"""

from __future__ import annotations

from generator.kinds.challenges.model import Challenge
from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook
from generator.views.matrices import Matrix, linked, matrix


def matrix_challenges(handbook: Handbook, _: Entry | None) -> Matrix:
    """What each challenge calls for."""
    strengths: dict[tuple[Ref, Ref], str] = {}
    for row in handbook.of("challenges"):
        assert isinstance(row.data, Challenge)
        strengths |= linked(row, row.data.competencies)
    return matrix(handbook, "challenges", "competencies", strengths)
