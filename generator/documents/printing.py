"""Printing: the PDF file of a document, or of the whole handbook.

In: the linked handbook, what was asked for, a language, and a moment for the date on the cover. Out: bytes.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

from generator.documents import pdf
from generator.documents.making import Whole, make
from generator.documents.whole import whole
from generator.language import markup
from generator.language.i18n import long_date
from generator.model.handbook import Handbook
from generator.render.documents import DocumentKey


def printed(handbook: Handbook, key: DocumentKey | Whole, language: str, moment: int) -> bytes:
    """The file of what was asked for; `moment` is in seconds since 1970. Raises `pdf.LayoutError`."""
    if not isinstance(key, Whole):
        return pdf.write(make(handbook, key, language))
    document, index = whole(handbook, language)
    words = handbook.catalog.words(language)
    day = long_date(datetime.fromtimestamp(moment, UTC).date(), language)
    return pdf.write(
        document,
        {
            "tagline": markup.typography(handbook.settings.tagline.served(language).text, language),
            "edition": markup.typography(words("documents.edition", day=day), language),
            "page": words("documents.page"),
            "contents-title": words("documents.contents"),
            "index-title": words("documents.index"),
            "index": [asdict(term) for term in index],
        },
    )
