"""Make the input of a failure small.

In: a case that fails, and a way to try others. Out: a smaller case that fails in the same way: steps are left out, then
changed lines are put back, then what was put into a line is cut shorter.
"""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from torture.damage import Step
from torture.mutate import PAGE
from torture.project import Sandbox, reset
from torture.trials import Case

Fails = Callable[[Case], bool]


def reduced(case: Case, fails: Fails, template: Path, scratch: Sandbox, tries: int) -> Case:
    """The smallest case found that still fails, in so many tries. `scratch` is a sandbox to write into."""
    left = tries

    def still(smaller: Case) -> bool:
        nonlocal left
        left -= 1
        return left >= 0 and fails(smaller)

    case = _fewer_steps(case, still)
    for step in dict.fromkeys(case.steps):
        if step.way in PAGE and step.group != "workbook":
            case = _smaller_text(case, step.path, still, template, scratch)
    return case


def _fewer_steps(case: Case, still: Fails) -> Case:
    for step in case.steps:
        smaller = replace(case, steps=tuple(other for other in case.steps if other is not step))
        if still(smaller):
            case = smaller
    return case


def _smaller_text(case: Case, path: str, still: Fails, template: Path, scratch: Sandbox) -> Case:
    """The steps at one file of text become the bytes that they make, and these come nearer to the sound ones."""
    steps = [step for step in case.steps if step.path == path]
    others = tuple(step for step in case.steps if step.path != path)
    if any(step.data is not None or step.way not in PAGE for step in steps):
        return case
    sound, data = _bytes(path, template, scratch, ()), _bytes(path, template, scratch, tuple(steps))

    def written(data: bytes) -> Case:
        return replace(case, steps=(*others, replace(steps[0], data=data)))

    if data == sound or not still(written(data)):
        return case
    for shorten in (_lines_back, _signs_back):
        data = shorten(sound, data, lambda data: still(written(data)))
    return written(data)


def _bytes(path: str, template: Path, scratch: Sandbox, steps: tuple[Step, ...]) -> bytes:
    reset(scratch, template)
    for step in steps:
        step.take(scratch.project)
    data = (scratch.project / path).read_bytes()
    shutil.rmtree(scratch.root)
    return data


def _lines_back(sound: bytes, data: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """Put back each changed stretch of lines without which it still fails."""
    old, new = sound.splitlines(keepends=True), data.splitlines(keepends=True)
    changes = [
        code for code in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if code[0] != "equal"
    ]
    for _, start, end, at, to in reversed(changes):
        smaller = [*new[:at], *old[start:end], *new[to:]]
        if len(changes) > 1 and fails(b"".join(smaller)):
            new = smaller
    return b"".join(new)


def _signs_back(sound: bytes, data: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """Cut what was put in, by halves; the stretch lies between what both texts start and end with."""
    start = _common(sound, data)
    end = len(data) - min(_common(sound[::-1], data[::-1]), len(data) - start, len(sound) - start)
    put = data[start:end]
    size = len(put) // 2
    while size:
        for at in range(0, len(put), size):
            smaller = put[:at] + put[at + size :]
            if fails(data[:start] + smaller + data[end:]):
                put = smaller
                break
        else:
            size //= 2
    return data[:start] + put + data[end:]


def _common(one: bytes, other: bytes) -> int:
    """The number of bytes with which both start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def shown(case: Case, template: Path) -> Iterator[str]:
    """The input of a case as lines to read."""
    for step in case.steps:
        if step.data is None:
            yield f"  {step}"
            continue
        sound = (template / "project" / step.path).read_bytes()
        old, new = (text.decode("utf-8", "backslashreplace").splitlines() for text in (sound, step.data))
        changes = list(difflib.unified_diff(old, new, step.path, step.path, n=1, lineterm=""))
        yield from (f"  {ascii_only(line)[:160]}" for line in changes[:24])


def ascii_only(line: str) -> str:
    """A line whose invisible signs can be seen."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in line)
