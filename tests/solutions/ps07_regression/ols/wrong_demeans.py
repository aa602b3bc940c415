"""Takes the means out of X and y first.

Fails: test_ols test_ols_2 test_ols_3
Told: entry [0] is 0
"""


def ols(X, y):
    return jnp.linalg.lstsq(X - X.mean(axis=0), y - y.mean())[0]
