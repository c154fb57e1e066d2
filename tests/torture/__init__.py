"""The campaign: damaged input, stopped commands and broken disks, by the thousand; `make torture` runs it.

A round is a fixed list of trials, each made from its own seed (`seed/way/command/number`), so any trial can be
run again alone. Read `campaign.py` first: project, trials, reduction of what failed, table.
"""
