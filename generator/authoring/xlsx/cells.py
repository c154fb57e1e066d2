"""What stands in a cell, and how a cell's text changes an entry.

In: the plain data of an entry or item, and columns. Out: the text of each cell, and data in which only the values of
changed cells differ. A text never changes on the way there and back; an empty cell is a value that is not there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from generator.authoring.xlsx.columns import Form, SheetColumn
from generator.language.i18n import SOURCE_LANGUAGE
from generator.model.document import DataPath

_WORD = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[^,;\n]*)\s*(?:[,;\n]|$)')
_PLAIN_WORD = re.compile(r'[^\s",;][^",;\n]*(?<!\s)')
_PLAIN_NAME = re.compile(r'[^\s"](?:[^\n]*\S)?')

MAX_LENGTH = 32_767
"""What Excel keeps of a text in one cell."""
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_x[0-9A-Fa-f]{4}_|x005F_")
"""What no cell gives back as it was."""


def fits(text: str) -> bool:
    """Whether a cell can hold a text and give it back."""
    return len(text.encode("utf-16-le")) <= 2 * MAX_LENGTH and not _UNFIT.search(text)


def read(data: Any, column: SheetColumn) -> str:
    """The text of the cell that stands for a value in `data`."""
    value = _at(data, column)
    if isinstance(value, list):
        return _joined(map(str, value), column.form)
    return "" if value is None else str(value)


def _at(data: Any, column: SheetColumn) -> Any:
    for place, part in enumerate(column.path):
        if column.localized and isinstance(data, str):
            return data if place == len(column.path) - 1 and part == SOURCE_LANGUAGE else None
        data = _step(data, part)
    return data


def _step(data: Any, part: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(part)
    if isinstance(data, list) and isinstance(part, int):
        return data[part] if part < len(data) else None
    return None


def _joined(items: Iterable[str], form: Form) -> str:
    if form is Form.WORDS:
        return ", ".join(
            item if _PLAIN_WORD.fullmatch(item) else json.dumps(item, ensure_ascii=False) for item in items
        )
    return "\n".join(item if _PLAIN_NAME.fullmatch(item) else json.dumps(item, ensure_ascii=False) for item in items)


def _split(text: str, form: Form) -> list[str]:
    if form is Form.NAMES:
        parts = [line.strip() for line in text.split("\n")]
    else:
        parts = [match[1].strip() for match in _WORD.finditer(text)]
    return [_unquoted(part) for part in parts if part]


def _unquoted(part: str) -> str:
    if len(part) > 1 and part.startswith('"') and part.endswith('"'):
        try:
            return str(json.loads(part))
        except ValueError:
            return part
    return part


def write(data: Any, changes: Iterable[tuple[SheetColumn, str]]) -> Any:
    """`data`, changed in place, with the texts of the changed cells; empty parts are taken out."""
    for column, text in changes:
        data = _put(data, column, text)
        data = _pruned(data, column.path)
    return _compact(data)


def set_list(data: dict[str, Any], place: DataPath, items: list[Any]) -> dict[str, Any]:
    """`data`, changed in place, with `items` as the list at `place`; without the list where it has none."""
    return _pruned(_set(data, place, items or None), place) or {}


def _put(data: Any, column: SheetColumn, text: str) -> Any:
    value = (_split(text, column.form) if column.form in {Form.WORDS, Form.NAMES} else text) if text else None
    if column.localized:
        return _put_localized(data, column, column.path, value)
    return _set(data, column.path, value)


def _put_localized(data: Any, column: SheetColumn, path: DataPath, text: Any) -> Any:
    """A text of one language. A plain text stays one as long as there is no other language beside it."""
    *above, language = path
    if above:
        place = tuple(above)
        inner = _put_localized(_get(data, place), column, (language,), text)
        return _set(data, place, inner)
    texts = {SOURCE_LANGUAGE: data} if isinstance(data, str) else dict(data or {})
    plain = isinstance(data, str) or (column.shared and not data)
    if text is None:
        texts.pop(language, None)
    else:
        texts = {**texts, language: text}
    if [*texts] == [SOURCE_LANGUAGE] and (plain or column.shared):
        return texts[SOURCE_LANGUAGE]
    return texts or None


def _get(data: Any, path: DataPath) -> Any:
    for part in path:
        data = _step(data, part)
    return data


def _set(data: Any, path: DataPath, value: Any) -> Any:
    """`data` with `value` at `path`; what is missing on the way there is made."""
    if not path:
        return value
    part, *rest = path
    if isinstance(part, int):
        items = data if isinstance(data, list) else []
        items.extend([None] * (part + 1 - len(items)))
        items[part] = _set(items[part], tuple(rest), value)
        return items
    fields = data if isinstance(data, dict) else {}
    fields[part] = _set(fields.get(part), tuple(rest), value)
    return fields


def _pruned(data: Any, path: DataPath) -> Any:
    """`data` without the empty parts along `path`; an emptied item of a list leaves its place, for the others' sake."""
    if not path or not isinstance(data, dict | list):
        return data
    part = path[0]
    if isinstance(data, dict) and part not in data:
        return data or None
    inner = _pruned(data[part], path[1:])  # type: ignore[index]
    if isinstance(data, list) or inner not in (None, {}, []):
        data[part] = inner or None  # type: ignore[index]
    else:
        del data[part]
    return data or None


def _compact(data: Any) -> Any:
    """`data` without the places that emptied items left."""
    if isinstance(data, dict):
        fields = {key: value if value in (None, {}, []) else _compact(value) for key, value in data.items()}
        kept = {key: value for key, value in fields.items() if value is not None or data[key] is None}
        return kept if kept or not data else None
    if isinstance(data, list):
        items = [item for item in map(_compact, data) if item is not None]
        return items if items or not data else None
    return data
