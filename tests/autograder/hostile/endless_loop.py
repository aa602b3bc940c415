"""A loop that does not end.

Told: Stopped after
"""


def double(x):
    while True:
        pass
