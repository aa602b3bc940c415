"""A leaky relu.

Fails: test_forward test_forward_2 test_forward_3
Told: relu between the layers
"""


def forward(params, x):
    *hidden, last = params
    for layer in hidden:
        x = jax.nn.leaky_relu(x @ layer["W"] + layer["b"])
    return x @ last["W"] + last["b"]
