"""A tree of ten million leaves."""


def double(x):
    return [0.0] * 10_000_000
