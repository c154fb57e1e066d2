"""What tests read of a PDF file."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pypdf import PdfReader


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def pages(data: bytes) -> int:
    return len(opened(data).pages)


def text(data: bytes) -> str:
    """The text in the order in which it is read."""
    return "\n".join(by_page(data))


def by_page(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def tags(data: bytes) -> list[str]:
    """The types of the elements of the tag tree, in reading order."""
    with opened(data) as document:
        return list(_tags(document.Root.StructTreeRoot))


def elements(node: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    """The elements of a kind in the tag tree, in reading order."""
    if isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == kind:
            yield node
        children = node.get("/K", pikepdf.Array())
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            yield from elements(child, kind)


def of_table(cell: pikepdf.Object) -> pikepdf.Object:
    """What a cell says of its place in a table."""
    return next(each for each in cell.A if each.O == "/Table")


def _tags(node: pikepdf.Object) -> Iterator[str]:
    if not isinstance(node, pikepdf.Dictionary):
        return
    if "/S" in node:
        yield str(node.S).removeprefix("/")
    children = node.get("/K", pikepdf.Array())
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        yield from _tags(child)


def fonts_without_file(data: bytes) -> list[str]:
    """The names of the fonts that are not in the file."""
    with opened(data) as document:
        objects = [each for each in document.objects if isinstance(each, pikepdf.Dictionary)]
        found = [each for each in objects if each.get("/Type") == "/FontDescriptor"]
        assert found
        return [str(each.FontName) for each in found if not {"/FontFile2", "/FontFile3"} & set(each.keys())]


def links(data: bytes) -> tuple[list[str], int, list[str]]:
    """The web addresses that links lead to; how many links lead to a place in the file; those that lead nowhere."""
    document = opened(data)
    pages = {each.obj.objgen for each in document.pages}
    named = pikepdf.NameTree(document.Root.Names.Dests) if "/Names" in document.Root else {}
    addresses, inside, lost = [], 0, []
    for page in document.pages:
        for note in page.get("/Annots", []):
            action = note.get("/A", pikepdf.Dictionary())
            place = note.get("/Dest", action.get("/D"))
            if isinstance(place, pikepdf.String):
                found = named.get(str(place))
                place = found.get("/D") if isinstance(found, pikepdf.Dictionary) else found
            if "/URI" in action:
                addresses.append(str(action.URI))
            elif isinstance(place, pikepdf.Array) and place[0].objgen in pages:
                inside += 1
            else:
                lost.append(str(place))
    return addresses, inside, lost
