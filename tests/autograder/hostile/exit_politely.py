"""Raises SystemExit.

Told: SystemExit
"""


def double(x):
    raise SystemExit(0)
