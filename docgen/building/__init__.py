"""Many records → files: plan in a fixed order → executor → files written by the caller → report.

A plan is a list of frozen tasks that can be sent to any process. Whoever carries them out
gives bytes back; only the caller names files, writes them and remembers what they were
made of.
"""
