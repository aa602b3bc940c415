"""The gradient of the closed form."""


def _capital(p):
    rent = 1 / p["beta"] - 1 + p["delta"]
    return (p["alpha"] * p["z"] / rent) ** (1 / (1 - p["alpha"]))


def steady_state_sensitivity(params):
    return jax.grad(_capital)(params)
