"""Forgets the biases of the hidden layers.

Fails: test_forward_2 test_forward_3
Told: x W + b in each layer
"""


def forward(params, x):
    for layer in params[:-1]:
        x = jax.nn.relu(x @ layer["W"])
    return x @ params[-1]["W"] + params[-1]["b"]
