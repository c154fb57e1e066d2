"""Scripts that no template has, in a page written by hand and in every page; and the policy that a page carries."""

from __future__ import annotations

import html
import re
from pathlib import Path

INJECTED = "window.ran = 1"
DIGEST = "sha256-Zlljt19yTkK31TrPd+41ZSjlKqi/L/AISB92l8D6qSQ="
HOOK = f"""def on_post_page(output, **_):
    return output.replace("</body>", "<script>{INJECTED}</script></body>")
"""


def written_into(root: Path, text: str) -> Path:
    """The French page of the project with a text under its heading."""
    page = root / "docs" / "fr" / "about.md"
    page.write_text(f"---\nkey: about\ntitle: À propos\n---\n\n# À propos\n\n{text}\n", "utf-8")
    return page


def hooked(root: Path) -> None:
    """Let something other than the theme add a script to each page, after everything else."""
    (root / "hook.py").write_text(HOOK, "utf-8")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "\nhooks: [hook.py]\n", "utf-8")


def policy_of(page: Path) -> str:
    """The policy that a page carries."""
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page.read_text("utf-8"))
    assert found is not None
    return html.unescape(found[1])
