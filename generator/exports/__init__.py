"""Exports: the handbook in forms that other people and programs can reuse.

In: an `Edition`: the linked handbook with the pages of each language, and where they are published. Out: the names and
bytes of files, the same for the same edition. Nothing here writes, and nothing here knows MkDocs.
"""
