"""Returns all that lstsq returns.

Fails: test_ols test_ols_2 test_ols_3
Told: is a tuple; expected an array of numbers
"""


def ols(X, y):
    return jnp.linalg.lstsq(X, y)
