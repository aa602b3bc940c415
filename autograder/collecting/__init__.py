"""Handed-in files, from a download of a learning platform to the course folder."""

from autograder.collecting.collector import collect, missing, untimed
from autograder.collecting.deciding import Options
from autograder.collecting.items import ALREADY, ASIDE, COLLECTED, LEFT, Outcome


__all__ = [
    "ALREADY",
    "ASIDE",
    "COLLECTED",
    "LEFT",
    "Options",
    "Outcome",
    "collect",
    "missing",
    "untimed",
]
