"""What each responsibility asks of the person who holds it.

In: the linked handbook. Out: the matrix.
"""

from __future__ import annotations

from generator.kinds.responsibilities.model import Responsibility
from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook
from generator.views.matrices import Matrix, matrix


def matrix_competencies(handbook: Handbook, _: Entry | None) -> Matrix:
    """What each responsibility asks of the person who holds it."""
    strengths: dict[tuple[Ref, Ref], str] = {}
    for row in handbook.of("responsibilities"):
        assert isinstance(row.data, Responsibility)
        for need in row.data.competencies:
            strengths[row.ref, need.ref] = "essential" if need.essential else "useful"
    return matrix(handbook, "responsibilities", "competencies", strengths)
