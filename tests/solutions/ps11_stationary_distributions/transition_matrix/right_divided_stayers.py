"""Divides the rows of Q by their sums; nested vmap over pairs of bins."""


def transition_matrix(edges, params):
    jump, leave = params["tau"] * params["dt"], params["kappa"] * params["dt"]
    down = 1 - params["dt"] * params["tau"] * jnp.log(params["lam"])
    bins = jnp.stack([edges[:-1], edges[1:]], axis=1)

    def share(a, b, scale):
        moved = scale * a
        common = jnp.minimum(moved[1], b[1]) - jnp.maximum(moved[0], b[0])
        return jnp.clip(common, 0.0) / (moved[1] - moved[0])

    S = jax.vmap(jax.vmap(share, (None, 0, None)), (0, None, None))
    Q = jump * S(bins, bins, params["lam"] * down) + (1 - jump) * S(bins, bins, down)
    Q = Q / Q.sum(axis=1)[:, None]
    return leave * entry_distribution(edges, params["mu"], params["sigma"]) + (1 - leave) * Q
