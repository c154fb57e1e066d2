"""Ways to damage the bytes of a file.

In: a source of chance and sound bytes. Out: other bytes. Pure functions; the same seed makes the same damage.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from random import Random

Mutator = Callable[[Random, bytes], bytes]

SCRAPS = (
    *"\"'«»“”’:#-*&!|>[]{}%@`,?\\\t \n\r•<é",
    *(": ", " #", "- ", "\n  ", "\n- ", "---\n", "...\n", "<b>", "fr:", "en: ", "](", "[x](", "{{", "{%", "&amp;"),
    *("\u00a0", "\u2028", "\u0085", "\u202e", "\ufeff", "\ufffe", "\x00", "\x07", "\x1b", "\U0001f600", "e\u0301"),
    *("<<<<<<< HEAD\n", "=======\n", ">>>>>>> x\n", "\r\n", "~", "null", "0", "-1", "2026-02-30"),
)

VALUES = (
    *(
        "",
        "~",
        "[]",
        "{}",
        "[[]]",
        "- x",
        "{a: b}",
        "[a, b]",
        "{fr: x}",
        "{fr: x, en: y, de: z}",
        "&a x",
        "*a",
        "!!x y",
    ),
    *(
        '"\\a"',
        '"\\0"',
        '"\\e[31m"',
        '"\\uFFFE"',
        '"\\uD800"',
        '"\\x85\\u2028"',
        '"\\n\\n"',
        "'",
        '"',
        "|",
        ">-",
        "? x",
    ),
    *("0", "-1", "1e999", "9" * 5000, ".inf", ".nan", "0x1F", "1_000", "٣", "²", "true", "no", "12:30", "1.10"),
    *("2026-02-30", "2026-13-01", "31 décembre 2026", "0000-00-00", "99999-01-01", "2026-01-01T25:00:00Z", "=1+1"),
    *("[x](kpis/none)", "[x](kpis/exemple)", "[x](javascript:alert(1))", "[x](../../etc)", "[x](//h)", "[x](<a b>)"),
    *(
        "[x](",
        "![](x.png)",
        "[x][y]",
        "[" * 400,
        "*" * 3000,
        "_" * 3000,
        "`" * 999,
        "**a*" * 500,
        "x" + " " * 20_000 + "y",
    ),
    *(
        "(" * 5000,
        "[x](" * 1500,
        "a." * 5000,
        "<" * 5000,
        "é" * 5000,
        "<script>alert(1)</script>",
        "</textarea>",
        "{{ x }}",
    ),
    *(
        "• un • deux",
        "x — y",
        "fpy, csat et nps",
        "À écrire",
        "TODO",
        "../x",
        "/",
        "C:\\x",
        "exemple",
        "Exemple",
        "con",
    ),
    *(
        "\u202eabc",
        "e\u0301te\u0301",
        "\u00a0",
        "\u200b",
        "a\u0300" * 300,
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    ),
    *("]]>", "<!--", "-->", "&#0;", "&x;", "%s %d {0} {x}", "$(x)", "\\", "a\\", "#x", "x #y", "x: y", "@coo", "coo"),
)

KEYS = (
    "title",
    "titre",
    "key",
    "order",
    "date",
    "template",
    "status",
    "tags",
    "hide",
    "summary",
    "fr",
    "x",
    "<<",
    "1",
    "",
)

_LINE = re.compile(r"^(?P<head>[ \t]*(?:- )?[\w-]+:[ ])(?P<value>\S.*)$", re.MULTILINE)


def _text(change: Callable[[Random, str], str]) -> Mutator:
    def mutate(chance: Random, data: bytes) -> bytes:
        return change(chance, data.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")

    return mutate


def _scraps(chance: Random, text: str) -> str:
    """A few pieces put in, cut out, or doubled."""
    for _ in range(chance.randint(1, 5)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.randint(0, 12))
        piece = chance.choice(SCRAPS) * chance.randint(1, 2)
        text = chance.choice(
            (text[:start] + piece + text[start:], text[:start] + text[end:], text[:end] + text[start:end] + text[end:])
        )
    return text


def _lines(chance: Random, text: str) -> str:
    """A line left out, doubled, moved, joined to the one before, or set in or out."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    line = lines.pop(at)
    way = chance.randrange(6)
    if way == 1:
        lines[at:at] = [line, line]
    elif way == 2:
        lines.insert(chance.randrange(len(lines) + 1), line)
    elif way == 3 and at:
        lines[at - 1] += line
    elif way >= 4:
        lines.insert(at, chance.choice((" ", "  ", "\t")) + line if way == 4 else line[chance.randint(1, 2) :])
    return "\n".join(lines)


def _value(chance: Random, text: str) -> str:
    """The value of a field replaced by one that nobody expects there."""
    fields = list(_LINE.finditer(text))
    if not fields:
        return text
    field, value = chance.choice(fields), chance.choice(VALUES)
    if chance.random() < 0.3:
        value = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text[: field.start("value")] + value + text[field.end("value") :]


def _word(chance: Random, text: str) -> str:
    """A hostile text set into the middle of a value, where prose stands."""
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(VALUES) + text[at:]


def _field(chance: Random, text: str) -> str:
    """A field more, at the start of the file or of any line."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    at = chance.choice(starts)
    return f"{text[:at]}{' ' * chance.choice((0, 0, 2))}{chance.choice(KEYS)}: {chance.choice(VALUES)}\n{text[at:]}"


def _ends(chance: Random, text: str) -> str:
    """Line ends, blank lines, and what stands before the first line."""
    way = chance.randrange(7)
    if way < 2:
        return text.replace("\n", ("\r\n", "\r")[way])
    if way == 2:
        at = chance.choice([match.end() for match in re.finditer("\n", text)] or [0])
        return text[:at] + chance.choice(("\n", "\n\n\n", "  \n", "\t\n")) + text[at:]
    return chance.choice(("---\n\n", "---\n", "\n\n", "\ufeff", "%YAML 1.2\n---\n", "# x\n\n---\n", "--- # x\n")) + text


def _deep(chance: Random, text: str) -> str:
    """Much of something: nesting, width, aliases, blanks."""
    many = chance.choice((50, 500, 20_000))
    more = (
        f"x: {'[' * many}{']' * many}\n",
        "".join(f"{' ' * depth}x:\n" for depth in range(min(many, 800))),
        f"x: [{', '.join(['y'] * many)}]\n",
        "".join(f"x{number}: y\n" for number in range(many)),
        f"{'k' * many}: y\n",
        "\n" * many,
        f"x: {' ' * many}y\n",
        f"x: '{'a ' * many}'\n",
        _BOMB,
    )
    at = chance.choice((0, len(text)))
    return text[:at] + chance.choice(more) + text[at:]


_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdef", "bcdefg", strict=True)
)


def _decomposed(_chance: Random, text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _noise(chance: Random, data: bytes) -> bytes:
    """Single bytes changed."""
    noisy = bytearray(data)
    for _ in range(chance.randint(1, 8) if noisy else 0):
        noisy[chance.randrange(len(noisy))] = chance.randrange(256)
    return bytes(noisy)


def _cut(chance: Random, data: bytes) -> bytes:
    """The file as a broken copy leaves it."""
    return data[: chance.randrange(len(data) + 1)]


def _encoded(chance: Random, data: bytes) -> bytes:
    """The text in another encoding."""
    return data.decode("utf-8", "replace").encode(chance.choice(("utf-16", "utf-8-sig", "cp1252", "utf-32")), "replace")


def _nothing(chance: Random, _data: bytes) -> bytes:
    return chance.choice((b"", b"\n", b"---\n", b"#\n", b"[]\n", b"null\n", b"\x00"))


TEXT: Mapping[str, Mutator] = {
    "scraps": _text(_scraps),
    "lines": _text(_lines),
    "value": _text(_value),
    "word": _text(_word),
    "field": _text(_field),
    "ends": _text(_ends),
    "deep": _text(_deep),
    "decomposed": _text(_decomposed),
    "noise": _noise,
    "cut": _cut,
    "encoded": _encoded,
    "nothing": _nothing,
}
"""For files of text. The first half is what people do, the second what machines do."""


def _front(change: Mutator) -> Mutator:
    """Damage the front matter and leave the page below it."""

    def mutate(chance: Random, data: bytes) -> bytes:
        end = data.find(b"\n---", 3) + 1
        return change(chance, data[4:end]).join((data[:4], data[end:]))

    return mutate


def _fence(chance: Random, data: bytes) -> bytes:
    """The lines that fence the front matter, written otherwise."""
    fence = chance.choice(
        (b"--- \n", b"----\n", b"--\n", b"...\n", b"\n---\n", b"---\n\n", b" ---\n", b"", b"\xef\xbb\xbf---\n")
    )
    return data.replace(b"---\n", fence, 1) if chance.random() < 0.5 else fence.join(data.rsplit(b"---\n", 1))


PAGE: Mapping[str, Mutator] = {
    **TEXT,
    **{f"front {name}": _front(TEXT[name]) for name in ("scraps", "lines", "value", "field", "deep")},
    "fence": _fence,
}
"""For hand-written pages."""
