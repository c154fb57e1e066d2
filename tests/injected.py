"""Scripts that no template has, in a page written by hand and in every page; and the policy that a page carries."""

from __future__ import annotations

from pathlib import Path

from parsed import Parsed

POLICY = "Content-Security-Policy"
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
    """The policy that a page carries, once and before anything that could load or run."""
    return policy_in(Parsed(page.read_text("utf-8")), str(page))


def policy_in(page: Parsed, name: str) -> str:
    """The same of a page that was read already; `name` tells which it is."""
    elements = page.elements
    found = [at for at, (_, attributes) in enumerate(elements) if attributes.get("http-equiv") == POLICY]
    assert len(found) == 1, name
    assert {tag for tag, _ in elements[: found[0]]} <= {"html", "head", "meta"}, name
    return elements[found[0]][1]["content"] or ""


def directives(policy: str) -> dict[str, list[str]]:
    """What a policy allows, by directive, read as browsers do: the first of a name counts."""
    found: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split()
        found.setdefault(name, sources)
    return found
