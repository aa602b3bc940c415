"""A network fitted to a parabola: plain descent, and Adam with a schedule, to the same loss."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.headline.case import DOCUMENT, OURS, Case, Topic, Way, Work, jitted


WIDTHS, STEPS, RATE = (1, 128, 128, 1), 1_000, 1e-4


def network(params, x):
    *hidden, last = params
    for layer in hidden:
        x = jax.nn.relu(x @ layer["W"] + layer["b"])
    return x @ last["W"] + last["b"]


def loss(params, x, y):
    return jnp.mean((y - network(params, x)) ** 2)


def problem(widths: tuple[int, ...]):
    """The document's start and data; its draws are those of older versions of JAX."""
    params, key = [], jax.random.key(1234)
    with jax.threefry_partitionable(False):
        for n, m in zip(widths[:-1], widths[1:], strict=True):
            key, new = jax.random.split(key)
            params.append({"W": np.sqrt(2 / n) * jax.random.normal(new, (n, m)), "b": jnp.ones(m)})
        x = jax.random.uniform(jax.random.key(12345), (128, 1), minval=-1, maxval=1)
    return params, x, x**2


def step(params, x, y):
    slopes = jax.grad(loss)(params, x, y)
    return jax.tree.map(lambda p, slope: p - RATE * slope, params, slopes)


fast_step = jax.jit(step)


def by_loop(params, x, y, steps):
    """The document's fit: one call of a compiled step after the other."""
    for _ in range(steps):
        params = fast_step(params, x, y)
    return params


def by_scan(params, x, y, steps):
    return jax.lax.scan(lambda p, _: (step(p, x, y), None), params, length=steps)[0]


def by_adam(params, x, y, steps):
    """The first steps of the chapter's fit, and the loss before each of them."""
    import optax  # Here, so that the other topics run where it is missing.

    adam = optax.adam(optax.warmup_cosine_decay_schedule(0.0, 0.01, 100, STEPS))

    def one(carry, _):
        params, state = carry
        value, slope = jax.value_and_grad(loss)(params, x, y)
        updates, state = adam.update(slope, state, params)
        return (optax.apply_updates(params, updates), state), value

    (params, _), path = jax.lax.scan(one, (params, adam.init(params)), length=steps)
    return params, path


def fitted(params, x, y, steps):
    return by_adam(params, x, y, steps)[0]


def cases(small: bool) -> list[Case]:
    widths, steps = ((1, 8, 8, 1), 20) if small else (WIDTHS, STEPS)
    start, x, y = problem(widths)
    reached = float(loss(by_loop(start, x, y, steps), x, y))
    path = np.asarray(jax.jit(by_adam, static_argnames="steps")(start, x, y, steps=STEPS)[1])
    enough = int(np.argmax(path <= 0.98 * reached))  # The margin is for rounding on other hardware.
    params = sum(leaf.size for leaf in jax.tree.leaves(start))
    ways = [
        jitted("Adam, scan", fitted, start, x, y, steps=enough, kind=OURS, note=f"{enough} steps"),
        Way("descent, loop of a jitted step", partial(by_loop, start, x, y, steps), DOCUMENT),
        jitted("descent, scan", by_scan, start, x, y, steps=steps),
    ]
    return [
        Case(
            "network",
            f"A network of {params:,} parameters, to the loss of {steps:,} steps of descent",
            ways,
            error=lambda params: float(loss(params, x, y)),
            error_is="loss",
            tolerance=1.001 * reached,
            work=Work(operations=enough * params * (6 * 128 + 15), bytes=8 * params),
            published="loss 0.0179 after 1,000 steps",
        )
    ]


TOPIC = Topic("network", "A neural network", cases)
