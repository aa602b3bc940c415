"""Reverse mode through a while_loop.

Fails: test_steady_state_sensitivity test_steady_state_sensitivity_2 test_steady_state_sensitivity_3
Told: Reverse-mode differentiation does not work
"""


def steady_state_sensitivity(params):
    def capital(p):
        def gap(k):
            return p["beta"] * (p["z"] * p["alpha"] * k ** (p["alpha"] - 1) + 1 - p["delta"]) - 1

        def step(k):
            return k - gap(k) / jax.grad(gap)(k)

        return jax.lax.while_loop(lambda k: jnp.abs(gap(k)) > 1e-6, step, jnp.float32(0.5))

    return jax.grad(capital)(params)
