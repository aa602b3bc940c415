"""Reads where there is no memory.

Told: it ended the kernel
"""

import ctypes


def double(x):
    return ctypes.string_at(0)
