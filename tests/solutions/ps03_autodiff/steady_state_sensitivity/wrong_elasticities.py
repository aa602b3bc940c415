"""Elasticities.

Fails: test_steady_state_sensitivity test_steady_state_sensitivity_2 test_steady_state_sensitivity_3
Told: 10.61
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
    k = _root(params)
    in_k, in_p = jax.grad(_gap, argnums=(0, 1))(k, params)
    return {name: -in_p[name] / in_k * params[name] / k for name in params}
