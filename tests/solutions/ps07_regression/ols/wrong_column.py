"""Returns a column.

Fails: test_ols test_ols_2 test_ols_3
Told: has shape (2, 1); expected (2,)
"""


def ols(X, y):
    return jnp.linalg.lstsq(X, y[:, None])[0]
