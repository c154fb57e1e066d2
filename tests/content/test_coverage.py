"""Every fact of the founding article is stated by a published entry, in both languages."""

from __future__ import annotations

import yaml
from small import KINDS, ROOT, real_handbook

from generator.language.i18n import Localized
from generator.model.fields import RefTo, walk

FACTS = 108
COVERAGE: dict[str, list[str]] = yaml.safe_load((ROOT / "tests" / "content" / "coverage.yml").read_text("utf-8"))


def test_no_fact_is_forgotten() -> None:
    assert len(COVERAGE) == FACTS
    assert all(COVERAGE.values())


def test_every_fact_has_published_entries_in_both_languages() -> None:
    handbook = real_handbook()
    for fact, places in COVERAGE.items():
        for place in places:
            ref = RefTo("").parse(place)
            if ref.id:
                entry = handbook.find(ref)
                assert entry is not None, f"{fact}: {place}"
                assert all(leaf.value.en for leaf in walk(entry.data) if isinstance(leaf.value, Localized)), place
            else:
                assert place == "handbook" or (place in KINDS and handbook.of(place)), f"{fact}: {place}"
