"""Sends SIGKILL to all that it may.

Told: it ended the kernel
"""

import os
import signal


def double(x):
    os.kill(-1, signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)
    ctypes = __import__("ctypes")
    ctypes.string_at(0)
