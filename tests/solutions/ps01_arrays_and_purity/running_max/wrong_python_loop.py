"""A Python loop, which JAX unrolls.

Fails: test_running_max_2
Told: it grows with n
"""


def running_max(x):
    found = [x[0]]
    for entry in x[1:]:
        found.append(jnp.maximum(found[-1], entry))
    return jnp.stack(found)
