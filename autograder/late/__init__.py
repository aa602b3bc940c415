"""Late work: due dates, extensions and what lateness costs, set in one place.

The place is `c.LatePolicy` in `nbgrader_config.py`; the time that counts is the one that nbgrader
keeps in `timestamp.txt` beside a submitted notebook, never one from inside the submission. What is
lost lands in nbgrader's gradebook, by our commands and by nbgrader's alike.
"""

from autograder.late.penalty import (
    TIMESTAMP,
    Lateness,
    applied,
    applied_to_class,
    check,
    enter,
    time_in,
)
from autograder.late.policy import LatePolicy, PolicyError, read


__all__ = [
    "TIMESTAMP",
    "LatePolicy",
    "Lateness",
    "PolicyError",
    "applied",
    "applied_to_class",
    "check",
    "enter",
    "read",
    "time_in",
]
