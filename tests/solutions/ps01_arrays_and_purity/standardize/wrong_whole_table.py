"""One mean and one standard deviation for the whole table.

Fails: test_standardize test_standardize_2 test_standardize_3
Told: axis=0
"""


def standardize(x):
    deviation = jnp.std(x)
    return jnp.where(deviation > 0, (x - jnp.mean(x)) / deviation, 0.0)
