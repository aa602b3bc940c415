"""Unpacks the dict; output per unit of capital first."""


def steady_state(params):
    b, d, a, z = [params[key] for key in ("beta", "delta", "alpha", "z")]
    average_product = (1 / b - (1 - d)) / a
    return (z / average_product) ** (1 / (1 - a))
