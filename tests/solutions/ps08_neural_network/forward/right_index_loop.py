"""A loop over indices, with jnp.maximum."""


def forward(params, x):
    h = x
    for i in range(len(params)):
        h = jnp.dot(h, params[i]["W"]) + params[i]["b"]
        if i < len(params) - 1:
            h = jnp.maximum(h, 0)
    return h
