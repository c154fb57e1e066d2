"""History: what changed in the handbook between two Git revisions.

In: content folders and the names of revisions. Out: `restore` brings the content of a revision back into a
folder, `compare` finds what differs between two handbooks, `FORMATS` say it in words to editors, and `files` to
readers: a page and a feed. The working tree is only read.
"""

from generator.editorial.changes.compare import compare
from generator.editorial.changes.formats import FORMATS
from generator.editorial.changes.news import files
from generator.editorial.changes.revision import RevisionError, made, restore

__all__ = ["FORMATS", "RevisionError", "compare", "files", "made", "restore"]
