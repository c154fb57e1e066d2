"""What templates ask of topics: the drawing of an organisation.

In: the view of a page and a design. Out: the drawing, whose description tells who reports to whom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from generator.kinds.topics.model import Design


class BranchText(NamedTuple):
    """What reports to the head, in the language of the page; of each team, whether the first sets its standards."""

    text: str
    teams: Sequence[tuple[str, bool]]


def organisation(view: Any, name: str, design: Design) -> Any:
    """The drawing of a design; `view` is that of the page, which finds the words and draws."""
    head = view.plain(design.head)
    branches = [
        BranchText(view.plain(branch.title), [(view.plain(box.title), box.standard) for box in branch.boxes])
        for branch in design.branches
    ]
    return view.organisation(name, design.title, head, " ".join(_told(view, head, branches)), branches)


def _told(view: Any, head: str, branches: Sequence[BranchText]) -> Iterator[str]:
    yield view.word("topics.design.head", head=head, branches=", ".join(branch.text for branch in branches))
    for branch in branches:
        if branch.teams:
            teams = ", ".join(text for text, _ in branch.teams)
            yield view.word("topics.design.branch", branch=branch.text, teams=teams)
    if any(standard for branch in branches for _, standard in branch.teams):
        yield view.word("topics.design.standard", branch=branches[0].text)
