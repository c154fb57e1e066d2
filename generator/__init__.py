"""The generator of the COO handbook.

YAML documents are loaded, validated into entries, linked into one handbook, checked, and rendered in each
language into pages, which the MkDocs plugin hands to MkDocs and the exporters write to disk.

Read `pipeline.py` first: it tells that sentence in order.
"""
