"""Spoiled input of every kind: no fault but a named Problem, no hang, no broken file.

Run ``python -m tests.reliability.fuzz [inputs] [--seed S] [--from PIECE] [--only TARGET]`` in
the root of the project: 2,000 inputs where nothing is said, spread over all targets in
pieces with a seed each, so that a run that was stopped goes on with ``--from``. Hypothesis
makes the inputs. Each piece runs in a process of its own: one that dies or hangs is a fault too.
"""
