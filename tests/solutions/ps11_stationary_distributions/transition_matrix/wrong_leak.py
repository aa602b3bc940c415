"""Lets firms jump off the grid.

Fails: test_transition_matrix_2
Told: Put them into the last bin, or divide each row by its sum
"""


def transition_matrix(edges, params):
    lam, tau, kappa, dt = (params[k] for k in ("lam", "tau", "kappa", "dt"))
    low, high = edges[:-1], edges[1:]
    d = 1 - dt * tau * jnp.log(lam)

    def S(a):
        common = jnp.minimum(a * high[:, None], high) - jnp.maximum(a * low[:, None], low)
        return jnp.maximum(0, common) / (a * (high - low))[:, None]

    Q = tau * dt * S(lam * d) + (1 - tau * dt) * S(d)
    return (
        kappa * dt * entry_distribution(edges, params["mu"], params["sigma"]) + (1 - kappa * dt) * Q
    )
