"""Reads the edges from the notebook.

Fails: test_transition_matrix test_transition_matrix_2
Told: has shape (100, 100); expected (4, 4)
"""


def transition_matrix(edges, params):
    lam, tau, kappa, dt = (params[k] for k in ("lam", "tau", "kappa", "dt"))
    low, high = EDGES[:-1], EDGES[1:]
    d = 1 - dt * tau * jnp.log(lam)

    def S(a):
        common = jnp.minimum(a * high[:, None], high) - jnp.maximum(a * low[:, None], low)
        return jnp.maximum(0, common) / (a * (high - low))[:, None]

    Q = tau * dt * S(lam * d) + (1 - tau * dt) * S(d)
    P = kappa * dt * entry_distribution(EDGES, params["mu"], params["sigma"]) + (1 - kappa * dt) * Q
    return P / P.sum(axis=1, keepdims=True)
