"""Trains the weights and not the biases.

Fails: test_train test_train_2
Told: from weights and biases
"""


def train(params, x, y, lr, n_steps):
    def step(p, _):
        value, slopes = jax.value_and_grad(loss)(p, x, y)
        return [{"W": a["W"] - lr * s["W"], "b": a["b"]} for a, s in zip(p, slopes)], value

    return jax.lax.scan(step, params, length=n_steps)
