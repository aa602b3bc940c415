"""Moves the difference, not its square, away from zero before the norm."""


def pairwise_distances(X, Y):
    steps = X[:, None, :] - Y[None, :, :]
    alike = jnp.all(steps == 0, axis=-1, keepdims=True)
    lengths = jnp.linalg.norm(jnp.where(alike, 1.0, steps), axis=-1)
    return lengths * ~alike[..., 0]
