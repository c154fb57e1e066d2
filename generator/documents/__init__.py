"""Documents to hand out: the handbook's texts as PDF and as Word files.

In: the linked handbook. Out: bytes of files. `plan` names the documents of a handbook, `reading` turns the Markdown of
a template into the blocks of `blocks`, and two writers, `pdf` and `word`, write blocks. Both writers need libraries
that the rest of the generator does without: they are imported where a file is written.
"""
