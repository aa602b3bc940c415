"""Python's while asks a traced value for its truth.

Fails: test_newton_sqrt_2
Told: goes on while condition(x) is true
"""


def newton_sqrt(a, tol):
    x = a
    while abs(x * x - a) > tol:
        x = (x + a / x) / 2
    return x
