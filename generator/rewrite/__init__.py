"""Rewrite: what puts YAML back into files.

In: documents, and what they should hold. Out: their new texts, comments and order kept, and files written all
together or not at all. No other module knows how our YAML is written.
"""

from generator.rewrite.files import write_all
from generator.rewrite.format import format_document
from generator.rewrite.patch import patched, written

__all__ = ["format_document", "patched", "write_all", "written"]
