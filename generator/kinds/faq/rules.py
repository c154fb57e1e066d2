"""Rules of the questions.

In: the linked handbook. Out: findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.diagnostics.places import entries_of
from generator.kinds.faq.model import Question
from generator.model.handbook import Handbook

SHORT_ANSWER_WORDS = 60


def short_answer_is_short(handbook: Handbook) -> Iterator[Diagnostic]:
    """A short answer holds in sixty words, in both languages."""
    for entry in entries_of(handbook, "faq"):
        assert isinstance(entry.data, Question)
        for language, text in entry.data.summary.texts():
            if (count := len(text.split())) > SHORT_ANSWER_WORDS:
                span = entry.document.value_span(("summary", language))
                values = {"found": str(count), "limit": str(SHORT_ANSWER_WORDS)}
                yield Diagnostic("long-summary", span, values)


RULES = (short_answer_is_short,)
