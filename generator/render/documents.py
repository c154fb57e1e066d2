"""Documents to hand out: which there are, and the Markdown of each.

In: the linked handbook. Out: `plan_documents` lists them, `render_document` makes the text of one in one language.
Their templates stand beside those of the pages, and ask what these ask; what a reader of the handbook is told, such as
where to read on, they leave out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from generator.language.i18n import Localized
from generator.model.catalog import DocumentForm
from generator.model.fields import Ref
from generator.model.handbook import Entry, Handbook
from generator.render.computed_page import ComputedPage
from generator.render.pages import environment, tidy
from generator.views import compute

_CITED = re.compile(r"\s*\(\[[^\[\]]*\]\((?!https?:)[^()\s]*\)\)")
"""A link in brackets into the handbook, such as those to sources: an aside that its readers alone can follow."""


class DocumentView(ComputedPage):
    """What the template of a document may ask: texts without asides for readers of the handbook, and no way into it."""

    def address(self, ref: Ref) -> str | None:  # noqa: ARG002 - a document travels alone
        """No address: whoever gets the document has no handbook."""
        return None

    def _localized(self, value: Localized) -> Markup:
        texts = {language: _CITED.sub("", text) for language, text in value.model_dump(exclude_none=True).items()}
        return super()._localized(value.model_copy(update=texts))


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """A document: its form, and the entry that it is made for, if it is made for one."""

    form: DocumentForm
    entry: Entry | None = None

    @property
    def name(self) -> str:
        """Its name, as commands know it."""
        return f"{self.form.name}/{self.entry.id}" if self.entry else self.form.name

    @property
    def page(self) -> Ref:
        """The page of the handbook that shows what it says."""
        return Ref(self.form.place, self.entry.id if self.entry else "")

    def stem(self, language: str) -> str:
        """The name of its file in a language, without the ending."""
        segment = self.form.segment[language]
        return f"{segment}-{self.entry.id}" if self.entry else segment


def plan_documents(handbook: Handbook) -> list[DocumentKey]:
    """Every document that the handbook has the content for, in the order of kinds and views."""
    return [
        key for form in handbook.catalog.documents.values() if handbook.lists(form.place) for key in _of(handbook, form)
    ]


def _of(handbook: Handbook, form: DocumentForm) -> list[DocumentKey]:
    if form.each:
        return [DocumentKey(form, entry) for entry in handbook.of(form.each)]
    return [DocumentKey(form)]


def render_document(handbook: Handbook, key: DocumentKey, language: str) -> str:
    """The Markdown of one document. Raises `jinja2.TemplateError` where a template is at fault."""
    catalog, place = handbook.catalog, key.form.place
    view = DocumentView(handbook, language, Ref(place, key.entry.id if key.entry else ""))
    basis = key.entry or (handbook.basis(place) if place in catalog.views else None)
    computed = compute(handbook, place, basis) if place in catalog.views else None
    template = environment(language, catalog.template_folders).get_template(key.form.template)
    return tidy(template.render(view=view, entry=key.entry, data=key.entry and key.entry.data, computed=computed))
