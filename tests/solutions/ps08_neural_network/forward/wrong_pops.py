"""Pops the last layer off the list that it was given.

Fails: test_forward_3
Told: in place
"""


def forward(params, x):
    last = params.pop()
    for layer in params:
        x = jax.nn.relu(x @ layer["W"] + layer["b"])
    return x @ last["W"] + last["b"]
