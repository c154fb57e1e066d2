"""What measures each responsibility.

In: the linked handbook. Out: the matrix.
"""

from __future__ import annotations

from generator.kinds.responsibilities.model import Responsibility
from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook
from generator.views.matrices import Matrix, linked, matrix


def matrix_kpis(handbook: Handbook, _: Entry | None) -> Matrix:
    """What measures each responsibility."""
    strengths: dict[tuple[Ref, Ref], str] = {}
    for row in handbook.of("responsibilities"):
        assert isinstance(row.data, Responsibility)
        strengths |= linked(row, row.data.kpis)
    return matrix(handbook, "responsibilities", "kpis", strengths)
