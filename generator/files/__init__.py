"""Files: the one way in which a command writes.

In: what a file, several files or a folder shall hold. Out: all of it on the disk, or all that was there before;
nothing is left beside it. What a dead process began, `recover` finishes or undoes. Every error is an `OSError` that
names its file.
"""

from generator.files.atomic import create, named, write
from generator.files.exchange import repair_all, swap, workplace, workplace_of
from generator.files.journal import Recovery, project_of, recover, write_all
from generator.files.lock import locked
from generator.files.site import MARK, ForeignError, mark, refuse_foreign, unfit

__all__ = [
    "MARK",
    "ForeignError",
    "Recovery",
    "create",
    "locked",
    "mark",
    "named",
    "project_of",
    "recover",
    "refuse_foreign",
    "repair_all",
    "swap",
    "unfit",
    "workplace",
    "workplace_of",
    "write",
    "write_all",
]
