"""Finishing: what the engine leaves undone in a PDF file: the heads of rows, and its size.

In: the bytes of a file, and the tables of its document in reading order. Out: the bytes of a file in which the head of
a row is tagged as one, and tells each cell of its row who it belongs to; packed, which takes two thirds off a whole
handbook, most of whose bytes are tags.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from pikepdf import Array, Dictionary, Name, NameTree, Object, ObjectStreamMode, Pdf, String

from generator.documents.blocks import Table

_ROWS = {Name.THead, Name.TBody, Name.TFoot}


def finished(data: bytes, tables: Sequence[Table]) -> bytes:
    """The file with its rows headed, packed; the same bytes for the same bytes."""
    result = BytesIO()
    with Pdf.open(BytesIO(data)) as file:
        root = file.Root.StructTreeRoot
        found = list(_elements(root, Name.Table))
        if "/IDTree" not in root:
            root.IDTree = file.make_indirect(Dictionary(Names=Array()))
        known = NameTree(root.IDTree)
        for number, (element, table) in enumerate(zip(found, tables, strict=True)):
            _head_rows(file, element, table, known, f"T{number}")
        file.save(result, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return result.getvalue()


def _head_rows(file: Pdf, element: Object, table: Table, known: NameTree, name: str) -> None:
    rows = [row for part in _children(element) if part.S in _ROWS for row in _children(part)]
    for number, (row, cells) in enumerate(zip(rows, (*table.head, *table.rows), strict=True)):
        if not cells or cells[0].heads != "row":
            continue
        head, *others = _children(row)
        identity = String(f"{name}R{number}")
        head.S, head.ID = Name.TH, identity
        _of_table(head).Scope = Name.Row
        known[str(identity)] = file.make_indirect(head) if not head.is_indirect else head
        for other in others:
            _of_table(other).Headers.append(identity)


def _of_table(cell: Object) -> Object:
    """What a cell says of its place in the table."""
    return next(each for each in cell.A if Name.Table == each.O)


def _elements(node: Object, kind: Name) -> Iterator[Object]:
    """The elements of a kind below a node of the tag tree, in reading order; none stands in another."""
    for child in _children(node):
        if kind == child.S:
            yield child
        else:
            yield from _elements(child, kind)


def _children(node: Object) -> list[Object]:
    """The elements in an element; what else is in it, such as places on a page, has no type."""
    inner = node.get("/K", Array())
    each = inner if isinstance(inner, Array) else [inner]
    return [child for child in each if isinstance(child, Dictionary) and "/S" in child]
