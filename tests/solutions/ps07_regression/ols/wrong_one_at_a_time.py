"""One simple regression for each column.

Fails: test_ols test_ols_2 test_ols_3
Told: orthogonal to every column
"""


def ols(X, y):
    return (X.T @ y) / jnp.sum(X**2, axis=0)
