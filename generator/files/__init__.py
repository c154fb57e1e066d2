"""Files: every write of every command goes through here.

In: the new content of a file, of several files, or of a folder. Out: either all of it is on the disk or nothing has
changed, and no temporary file is left. `recover` finishes or undoes what a killed process has left half done. Every
error is an `OSError` that names the file.
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
