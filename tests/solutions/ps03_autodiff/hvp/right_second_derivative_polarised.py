"""Reverse mode through the second derivative along a line, in the direction."""


def hvp(f, x, v):
    def second(w):
        slope = lambda y: jax.jvp(f, (y,), (w,))[1]
        return jax.jvp(slope, (x,), (w,))[1]

    return jax.grad(second)(v) / 2
