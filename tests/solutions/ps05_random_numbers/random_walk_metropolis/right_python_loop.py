"""A Python loop over draws that are made before it, with `if`."""


def random_walk_metropolis(key, log_density, x0, n_steps, step_size):
    log_density = jax.jit(log_density)
    k1, k2 = jax.random.split(key)
    noise = step_size * np.asarray(jax.random.normal(k1, (n_steps,) + x0.shape))
    log_u = np.log(np.asarray(jax.random.uniform(k2, (n_steps,))) + 1e-30)
    x, samples, accepted = np.asarray(x0), [], 0
    lp = float(log_density(x))
    for z, u in zip(noise, log_u):
        y = (x + z).astype(np.float32)
        lp_y = float(log_density(y))
        if u < lp_y - lp:
            x, lp, accepted = y, lp_y, accepted + 1
        samples.append(x)
    return jnp.asarray(np.stack(samples)), accepted / n_steps
