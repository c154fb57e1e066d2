"""From a comparison to files: what would be written, and whether it may be.

In: edits and the documents around them. Out: the text of each file, or what stands in the way. The content with the
edits in it goes through the same stages as any other, and what they find is told at the cell it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from generator.authoring.xlsx.columns import field_order
from generator.authoring.xlsx.compare import Edit, missing_cell
from generator.authoring.yaml import patched, written
from generator.diagnostics import Diagnostic
from generator.model.catalog import Catalog
from generator.model.document import Cell, Document
from generator.pipeline.stages import assemble


def edited_findings(
    documents: Sequence[Document], edits: Sequence[Edit], deleted: Iterable[Document], catalog: Catalog
) -> list[Diagnostic]:
    """What is wrong with the content once edited: its errors, and the warnings about edited entries."""
    changed = {(edit.kind, edit.id): edit for edit in edits}
    gone = {(document.kind, document.id) for document in deleted}
    kept = [one for one in documents if (one.kind, one.id) not in {*changed, *gone}]
    found = assemble([*kept, *map(_document, edits)], catalog).diagnostics
    by_cell = {cell: edit for edit in edits for cell in edit.spots.values()}
    return [_at_empty_cell(problem, by_cell) for problem in found if problem.is_error or isinstance(problem.span, Cell)]


def _document(edit: Edit) -> Document:
    path = edit.spots[()].file if () in edit.spots else Path()
    return Document(path / edit.kind / edit.id, edit.kind, edit.id, "", edit.data, edit.spots, edit.spots)


def _at_empty_cell(problem: Diagnostic, edits: dict[Cell, Edit]) -> Diagnostic:
    """A finding about a missing value, moved to the cell in which it should stand."""
    if not isinstance(problem.span, Cell) or problem.code != "missing-field":
        return problem
    spot = replace(problem.span, end_line=0, end_column=0)
    edit = edits.get(spot)
    return (
        replace(problem, span=missing_cell(edit, spot, str(problem.values["holder"]), str(problem.values["field"])))
        if edit
        else problem
    )


def texts(
    edits: Iterable[Edit], deleted: Iterable[Document], root: Path, catalog: Catalog
) -> dict[Path, str | None] | Diagnostic:
    """The text of each file under `root`, None for one that goes; or what cannot be rewritten."""
    result: dict[Path, str | None] = {document.path: None for document in deleted}
    for edit in edits:
        order = field_order(catalog.kinds[edit.kind].model)
        if edit.document is None:
            text: str | None = written({name: edit.data[name] for name in order if name in edit.data})
        else:
            text = patched(edit.document, edit.data, order)
        if text is None:
            return Diagnostic("not-rewritten", edit.spots[()])
        result[root / edit.kind / f"{edit.id}.yml"] = text
    return result
