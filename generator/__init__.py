"""The generator of the COO handbook.

YAML documents are loaded, validated into entries, linked into one handbook, checked, and rendered in each
language into pages, which the MkDocs plugin hands to MkDocs.

Read `pipeline/stages.py` first: it tells that sentence in order.
"""
