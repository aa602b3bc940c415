"""Counts with Python's range, which needs to know n.

Fails: test_power_2 test_power_3
Told: range()
"""


def power(x, n):
    product = 1.0
    for _ in range(n):
        product = product * x
    return product
