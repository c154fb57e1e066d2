"""Rewrite: what puts YAML back into files.

In: documents, and what they should hold. Out: their new texts, comments and order kept. No other module
knows how our YAML is written.
"""

from generator.authoring.yaml.format import format_document
from generator.authoring.yaml.patch import patched, written

__all__ = ["format_document", "patched", "written"]
