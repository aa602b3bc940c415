"""A function that calls itself, with the limit lifted."""

import sys


sys.setrecursionlimit(10**9)


def double(x):
    return double(x)
