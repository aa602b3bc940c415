"""A while loop, which cannot be differentiated in reverse.

Fails: test_solow_path_4
Told: a while loop has none in reverse
"""


def solow_path(k0, params, n):
    def year(state):
        t, path = state
        k = path[t]
        k = params["s"] * params["z"] * k ** params["alpha"] + (1 - params["delta"]) * k
        return t + 1, path.at[t + 1].set(k)

    start = (0, jnp.zeros(n + 1).at[0].set(k0))
    return jax.lax.while_loop(lambda state: state[0] < n, year, start)[1]
