"""Treats the first reading as a special case, by selection."""


def update_moments(state, x):
    count, mean, m2 = (jnp.asarray(part) for part in state)
    change = x - mean
    new_mean = jnp.where(count == 0, x, mean + change / (count + 1))
    new_m2 = jnp.where(count == 0, 0.0, m2 + change * (x - new_mean))
    return count + 1, new_mean, new_m2
