"""From Markdown to blocks: what a page shows is what a document has, without what only works on a screen."""

from __future__ import annotations

from generator.documents.blocks import Break, Cell, Fields, Gap, Heading, Items, Lines, Paragraph, Run, Table, Tick
from generator.documents.reading import read


def test_text_keeps_its_look() -> None:
    assert read("Un **mot** *dit* `ici`.") == (
        Paragraph(
            (
                Run("Un "),
                Run("mot", strong=True),
                Run(" "),
                Run("dit", emphasis=True),
                Run(" "),
                Run("ici", code=True),
                Run("."),
            )
        ),
    )


def test_a_link_into_the_handbook_is_plain_text_and_one_to_the_web_stays() -> None:
    (paragraph,) = read("[ici](../kpis/otif.md) et [là](https://example.org/)")
    assert paragraph == Paragraph((Run("ici et "), Run("là", href="https://example.org/")))


def test_what_only_a_page_shows_is_left_out() -> None:
    markdown = (
        '<div class="on-page" markdown="block">\n\nDrawn.\n\n</div>\n\n'
        'A dashed line.\n{: .on-page }\n\nQuality <span class="count">2</span>'
    )
    assert read(markdown) == (Paragraph((Run("Quality"),)),)


def test_what_a_form_asks_becomes_fields_lines_and_boxes() -> None:
    blocks = read(
        '<div class="blanks" markdown="block">\n\n-   <span>Nom</span>\n-   <span>Date</span>\n\n</div>\n\n'
        '<div class="ruled" aria-hidden="true"><span></span><span></span></div>\n\n'
        '<div class="checks" markdown="block">\n\n-   <label class="check"><input type="checkbox"> Fait</label>\n\n'
        "</div>"
    )
    assert blocks == (
        Fields(("Nom", "Date")),
        Lines(2),
        Items(((Paragraph((Tick(), Run(" Fait"))),),), style="plain"),
    )


def test_words_in_brackets_are_gaps_only_in_a_text_to_fill_in() -> None:
    text = "Pour &#91;raison&#93;."
    assert read(text) == (Paragraph((Run("Pour [raison]."),)),)
    assert read(f'<div class="fill" markdown="block">\n\n{text}\n\n</div>') == (
        Paragraph((Run("Pour "), Gap("raison"), Run("."))),
    )


def test_a_table_keeps_what_heads_what_and_what_is_to_fill_in() -> None:
    (table,) = read(
        '<table markdown="block" data-widths="2 1">\n<caption markdown="span">Titre</caption>\n'
        '<thead markdown="block">\n<tr markdown="block"><th scope="col" markdown="span">A</th>'
        '<th scope="col" markdown="span">B</th></tr>\n</thead>\n<tbody markdown="block">\n'
        '<tr markdown="block"><th scope="row" markdown="span">x<br>y</th><td class="blank" markdown="span"></td></tr>\n'
        "</tbody>\n</table>"
    )
    assert table == Table(
        head=((Cell((Run("A"),), "column"), Cell((Run("B"),), "column")),),
        rows=((Cell((Run("x"), Break(), Run("y")), "row"), Cell(to_fill=True)),),
        caption=(Run("Titre"),),
        widths=(2.0, 1.0),
        to_fill=True,
    )


def test_what_only_works_on_a_screen_is_left_out() -> None:
    button = '<p class="print-button"><button type="button" data-print hidden>Imprimer</button></p>'
    assert read(f"# Titre\n\n{button}") == (Heading(1, (Run("Titre"),)),)
