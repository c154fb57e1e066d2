"""Bytecode: compiled templates, so that no build compiles what another has.

In: templates as Jinja compiles them. Out: their code, from memory or from the files of the user.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from platformdirs import user_cache_path

from generator.files import digests

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

_FOLDER = "templates-"
_OTHERS = 3
"""How many versions of the generator keep what they have compiled, beside the one that runs."""


class SharedBytecode(jinja2.BytecodeCache):
    """Compiled templates kept in memory, so that the second language does not compile them again."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if it was compiled before."""
        if code := self._code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template that was just compiled."""
        self._code[bucket.key] = bucket.bytecode_to_string()


class KeptBytecode(SharedBytecode):
    """Compiled templates kept for later builds too, among the files of the user.

    They are code, so they never come from the folder of a project.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if it was compiled before."""
        super().load_bytecode(bucket)
        if bucket.code is None:
            with suppress(OSError, ValueError, EOFError, TypeError):
                bucket.bytecode_from_string(self._restored((_compiled() / bucket.key).read_bytes()))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template that was just compiled. A folder that cannot be written is no reason to stop."""
        super().dump_bytecode(bucket)
        place = _compiled() / bucket.key
        fresh = place.with_name(f"{bucket.key}.{os.getpid()}")
        with suppress(OSError):
            if not place.parent.is_dir():
                _delete_old(place.parent.parent)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh.write_bytes(self._stored(self._code[bucket.key]))
            fresh.replace(place)
        with suppress(OSError):
            fresh.unlink(missing_ok=True)

    def _stored(self, code: bytes) -> bytes:
        """The code as other processes can use it."""
        return code

    def _restored(self, code: bytes) -> bytes:
        """The code as this process can use it."""
        return code


@cache
def _compiled() -> Path:
    """Where the user keeps what may be made again; another version of anything that compiles has another folder."""
    return user_cache_path("coo-handbook") / f"{_FOLDER}{digests.of_generator()}"


def _delete_old(top: Path) -> None:
    """Delete what other versions have compiled, but for the newest: those may still be in use."""
    found = sorted(top.glob(f"{_FOLDER}*"), key=lambda folder: folder.stat().st_mtime_ns, reverse=True)
    for folder in found[_OTHERS:]:
        shutil.rmtree(folder, ignore_errors=True)
