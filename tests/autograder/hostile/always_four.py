"""The visible example is all that it knows.

Gets: test_double
"""


def double(x):
    return 4.0
