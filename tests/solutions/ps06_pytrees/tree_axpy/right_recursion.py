"""By recursion, without JAX's tree functions."""


def tree_axpy(a, x, y):
    if x is None:
        return None
    if isinstance(x, dict):
        return {name: tree_axpy(a, x[name], y[name]) for name in x}
    if isinstance(x, (list, tuple)):
        return type(x)([tree_axpy(a, p, q) for p, q in zip(x, y)])
    return a * x + y
