"""The generator of the COO handbook.

YAML documents are loaded, validated into entries, linked into one handbook, checked, and rendered in each
language into pages, which the MkDocs plugin hands to MkDocs.

Read `pipeline/stages.py` first: it tells that sentence in order.
"""

import os

# Documents bring lxml along, and openpyxl would then read workbooks with it instead of with defusedxml, which refuses
# a file that defines entities. It decides this once, when it is imported first.
os.environ["OPENPYXL_LXML"] = "False"
