"""The standard error is not discounted.

Fails: test_call_price_2
Told: discounted payoffs
"""


def call_price(key, params, K, beta, n, M):
    S = jnp.exp(terminal_log_price(key, params, n, M))
    payoffs = beta**n * jnp.maximum(S - K, 0.0)
    return jnp.mean(payoffs), jnp.std(jnp.maximum(S - K, 0.0)) / jnp.sqrt(M)
