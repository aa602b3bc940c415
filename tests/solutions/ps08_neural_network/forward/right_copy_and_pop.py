"""Pops the last layer off a copy of the list."""


def forward(params, x):
    params = list(params)
    last = params.pop()
    while params:
        layer = params.pop(0)
        x = jax.nn.relu(x @ layer["W"] + layer["b"])
    return x @ last["W"] + last["b"]
