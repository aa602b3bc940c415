"""Looks for k* between 0.5 and 6 only.

Fails: test_steady_state_sensitivity_2
Told: is it found
"""


def _gap(k, p):
    return p["beta"] * (p["z"] * p["alpha"] * k ** (p["alpha"] - 1) + 1 - p["delta"]) - 1


def _root(p, low=1e-3, high=1e3, gap=_gap):
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (
            jnp.where(gap(middle, p) > 0, middle, low),
            jnp.where(gap(middle, p) > 0, high, middle),
        )
    return (low + high) / 2


def steady_state_sensitivity(params):
    in_k, in_p = jax.grad(_gap, argnums=(0, 1))(_root(params, 0.5, 6.0), params)
    return {name: -in_p[name] / in_k for name in params}
