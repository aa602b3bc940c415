"""Adds the bias after the relu.

Fails: test_forward_2 test_forward_3
Told: x W + b in each layer
"""


def forward(params, x):
    *hidden, last = params
    for layer in hidden:
        x = jax.nn.relu(x @ layer["W"]) + layer["b"]
    return x @ last["W"] + last["b"]
