"""Compiled, with the rate static too, and a dict for a carry."""

from functools import partial


@partial(jax.jit, static_argnames=("loss", "lr", "n_steps"))
def gradient_descent(loss, b0, lr, n_steps):
    gradient = jax.grad(loss)

    def step(carry, _):
        b = carry["b"]
        return {"b": b - lr * gradient(b)}, loss(b)

    final, history = jax.lax.scan(step, {"b": b0}, xs=None, length=n_steps)
    return [final["b"], history]
