"""How the commands speak: the words of their help and answers, and places in files.

In: `locales/`. Out: `say` and `place`. It loads no more than this, so that `handbook --help` answers at once.
"""

from __future__ import annotations

import os
from pathlib import Path

from generator.language.markup import typography
from generator.language.words import terminal_language, words
from generator.model.document import Span


def say(key: str, language: str = "", **values: object) -> str:
    """The words under `cli.<key>` in a language, the terminal's unless another is named."""
    language = language or terminal_language()
    return typography(words(language)(f"cli.{key}"), language).format_map(values)


def place(span: Span) -> str:
    """A place in a file as an editor opens it, seen from the current folder."""
    try:
        path = Path(os.path.relpath(span.file)).as_posix()
    except ValueError:  # another drive on Windows
        path = span.file.as_posix()
    return f"{path}:{span.line}:{span.column}" if span.line else path
