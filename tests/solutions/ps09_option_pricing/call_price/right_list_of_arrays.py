"""Returns a list of two arrays."""


def call_price(key, params, K, beta, n, M):
    draws = terminal_log_price(key, params, n, M)
    x = jnp.power(beta, n) * jnp.clip(jnp.exp(draws) - K, min=0.0)
    return [jnp.mean(x), jnp.std(x, ddof=1) / jnp.sqrt(1.0 * M)]
