"""Rows by a scan; the missing part by concatenation."""


def transition_matrix(edges, params):
    dt = params["dt"]
    behind = 1 - dt * params["tau"] * jnp.log(params["lam"])
    factors = jnp.stack([behind, params["lam"] * behind])
    chances = jnp.stack([1 - params["tau"] * dt, params["tau"] * dt])
    low, high = edges[:-1], edges[1:]

    def one(_, ends):
        a, b = factors * ends[0], factors * ends[1]
        common = jnp.minimum(b[:, None], high) - jnp.maximum(a[:, None], low)
        row = chances @ (jnp.maximum(common, 0.0) / (b - a)[:, None])
        return None, jnp.concatenate([row[:-1], 1 - row[:-1].sum(keepdims=True)])

    Q = jax.lax.scan(one, None, (low, high))[1]
    leave = params["kappa"] * dt
    return leave * entry_distribution(edges, params["mu"], params["sigma"]) + (1 - leave) * Q
