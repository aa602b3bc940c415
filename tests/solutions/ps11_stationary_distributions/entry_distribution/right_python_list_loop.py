"""A Python loop with math.erf; zero gets its own branch."""

import math


def entry_distribution(edges, mu, sigma):
    def below(q):
        return 0.0 if q <= 0 else 0.5 * math.erfc(-(math.log(q) - mu) / (sigma * math.sqrt(2)))

    levels = [below(float(q)) for q in edges]
    mass = jnp.array([b - a for a, b in zip(levels[:-1], levels[1:], strict=False)])
    return mass / (levels[-1] - levels[0])
