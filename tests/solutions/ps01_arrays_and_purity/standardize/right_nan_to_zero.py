"""Divides 0 by 0 and turns the NaN into a zero."""


def standardize(x):
    return jnp.nan_to_num((x - x.mean(0)) / x.std(0, ddof=0))
