"""A loop that does not end and does not listen.

Told: did not stop
"""

import signal


signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])


def double(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
