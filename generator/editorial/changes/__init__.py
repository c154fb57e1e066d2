"""History: what changed in the handbook between two Git revisions.

In: content folders and the names of revisions. Out: `restore` brings the content of a revision back into a
folder, `compare` finds what differs between two handbooks, and `FORMATS` say it in words. The working tree is
only read.
"""

from generator.editorial.changes.compare import compare
from generator.editorial.changes.formats import FORMATS
from generator.editorial.changes.revision import RevisionError, restore

__all__ = ["FORMATS", "RevisionError", "compare", "restore"]
