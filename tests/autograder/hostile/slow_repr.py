"""A value that takes for ever to describe."""


class Slow:
    def __repr__(self):
        while True:
            pass

    __str__ = __len__ = __iter__ = __format__ = __repr__


def double(x):
    return Slow()
