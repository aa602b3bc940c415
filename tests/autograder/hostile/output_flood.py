"""A gigabyte of output."""


def double(x):
    for _ in range(1_000):
        print("x" * 10**6)
    return x
