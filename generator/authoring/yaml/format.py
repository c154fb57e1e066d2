"""Lay a file out anew.

In: a document. Out: its text in the house layout, proved to hold the same data and the same comments.
"""

from __future__ import annotations

import re

from generator.authoring.yaml.layout import formatted
from generator.authoring.yaml.patch import comments
from generator.model.document import Document
from generator.pipeline.load import load_document


def format_document(document: Document) -> str | None:
    """The text in the house layout, or None where it would not say the same."""
    text = formatted(re.sub("\r\n?", "\n", document.text))
    if text is None:
        return None
    again, _ = load_document(document.path, text, document.kind)
    if again is None or again.data != document.data:
        return None
    kept = [comment for _, comment in comments(document)]
    return text if kept == [comment for _, comment in comments(again)] else None
