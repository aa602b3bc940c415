"""Forgets to discount.

Fails: test_call_price test_call_price_2
Told: discounted by beta**n
"""


def call_price(key, params, K, beta, n, M):
    S = jnp.exp(terminal_log_price(key, params, n, M))
    payoffs = jnp.maximum(S - K, 0.0)
    return jnp.mean(payoffs), jnp.std(payoffs) / jnp.sqrt(M)
