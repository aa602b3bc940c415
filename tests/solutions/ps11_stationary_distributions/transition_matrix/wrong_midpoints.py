"""Moves each firm's midpoint to the nearest bin.

Fails: test_transition_matrix test_transition_matrix_2
Told: rows 0 and 1 of
"""


def transition_matrix(edges, params):
    lam, tau, kappa, dt = (params[k] for k in ("lam", "tau", "kappa", "dt"))
    d = 1 - dt * tau * jnp.log(lam)
    q, n = (edges[1:] + edges[:-1]) / 2, edges.shape[0] - 1

    def S(a):
        return jax.nn.one_hot(jnp.clip(jnp.searchsorted(edges, a * q) - 1, 0, n - 1), n)

    Q = tau * dt * S(lam * d) + (1 - tau * dt) * S(d)
    return (
        kappa * dt * entry_distribution(edges, params["mu"], params["sigma"]) + (1 - kappa * dt) * Q
    )
