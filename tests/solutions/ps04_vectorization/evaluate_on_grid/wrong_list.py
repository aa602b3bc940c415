"""Nested lists.

Fails: test_evaluate_on_grid test_evaluate_on_grid_2 test_evaluate_on_grid_3
Told: is a list
"""


def evaluate_on_grid(f, x, y):
    return [[f(a, b) for b in y] for a in x]
