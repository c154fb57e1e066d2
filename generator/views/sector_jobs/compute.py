"""Job descriptions, one for each sector, from what the sector says of the job.

In: the linked handbook, and a sector. Out: the other sectors.
"""

from __future__ import annotations

from generator.model.handbook import Entry, Handbook


def sector_jobs(handbook: Handbook, sector: Entry | None) -> tuple[Entry, ...]:
    """The other sectors: all that a sector's job description needs beside the sector's own text."""
    return tuple(entry for entry in handbook.of("sectors") if entry is not sector)
