"""Returns Python floats."""


def call_price(key, params, K, beta, n, M):
    payoff = jnp.maximum(jnp.exp(terminal_log_price(key, params, n, M)) - K, 0)
    discount = beta**n
    return float(discount * payoff.mean()), float(discount * payoff.std() / np.sqrt(M))
