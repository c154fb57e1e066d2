"""Overlay: findings shown over a page of the preview, each with a link into the author's editor.

In: findings; the error that kept a page from being made; a language. Out: the HTML to add to a page in that language;
nothing if there are no findings. It has its own styles, as the page may be older than an error in the theme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from generator.diagnostics import Diagnostic, report
from generator.language.i18n import LANGUAGES, words
from generator.site.edit_links import in_editor


class Findings(NamedTuple):
    """Findings as a preview shows them: whether there are errors and, by language, a summary and the list."""

    errors: bool
    counts: Mapping[str, str]
    items: Mapping[str, Sequence[str]]


NONE = Findings(errors=False, counts={}, items={})


def findings(diagnostics: Sequence[Diagnostic], editor: str) -> Findings:
    """The findings of one reading, with the lines of the files in which they were found.

    `editor` is the template of the addresses that open the author's editor.
    """
    if not diagnostics:
        return NONE
    return Findings(
        any(diagnostic.is_error for diagnostic in diagnostics),
        {language: report.summary(diagnostics, language) for language in LANGUAGES},
        {language: [_block(one, language, editor) for one in diagnostics] for language in LANGUAGES},
    )


def overlay(language: str, found: Findings, failure: str) -> bytes:
    """What to add to a page in `language`; `failure` is what kept it from being made."""
    if found is NONE and not failure:
        return b""
    blocks = [*found.items.get(language, ())]
    if failure and not found.errors:
        # A failure beside errors is their consequence: it would only hide them.
        blocks.insert(0, f"<li><pre>{escape(failure)}</pre></li>")
    bad = found.errors or bool(failure)
    title = words(language)("site.findings" if bad else "site.warnings")
    count = escape(found.counts.get(language, ""))
    open_ = " open" if bad else ""
    text = f"<summary>{escape(title)} <span>{count}</span></summary><ol>{''.join(blocks)}</ol>"
    return f'{_STYLE}<details id="handbook-findings" lang="{language}"{open_}>{text}</details>\n'.encode()


def _block(diagnostic: Diagnostic, language: str, editor: str) -> str:
    message = report.message(diagnostic, language)
    frame = "\n".join(report.frame(diagnostic.span)[1:])
    parts = [
        f"<b>{escape(words(language)(f'severity.{diagnostic.severity}'))}</b> {escape(message.text)} ",
        f'<a href="{escape(in_editor(diagnostic.span, editor))}">{escape(report.place(diagnostic.span))}</a>',
        f"<pre>{escape(frame)}</pre>" if frame else "",
        f"<p>{escape(message.help)} <code>{diagnostic.code}</code></p>",
    ]
    return f"<li>{''.join(parts)}</li>"


_STYLE = """
<style>
#handbook-findings{position:fixed;z-index:99;left:0;right:0;bottom:0;max-height:60vh;overflow:auto;
background:#fff8f2;color:#1b2326;border-top:3px solid #b3592f;font:15px/1.45 system-ui,sans-serif}
#handbook-findings summary{padding:.6rem 1rem;font-weight:600;cursor:pointer}
#handbook-findings summary span{font-weight:400;color:#4a5559}
#handbook-findings ol{margin:0;padding:0 1rem .6rem 2.6rem}
#handbook-findings li{margin:0 0 .8rem;padding-top:.6rem;border-top:1px solid #e6d3c6}
#handbook-findings b{color:#8a3312;margin-right:.3rem}
#handbook-findings a{color:#0b5565;text-decoration:underline;white-space:nowrap}
#handbook-findings pre{margin:.4rem 0;padding:.4rem .6rem;overflow:auto;background:#f6ebe2;font:13px/1.4 monospace}
#handbook-findings p{margin:.2rem 0}
#handbook-findings code{color:#4a5559;font-size:13px}
#handbook-findings :focus-visible{outline:3px solid #0b5565}
@media print{#handbook-findings{display:none}}
</style>
"""
