"""tanh in place of relu.

Fails: test_forward test_forward_2 test_forward_3
Told: relu between the layers
"""


def forward(params, x):
    for layer in params[:-1]:
        x = jnp.tanh(x @ layer["W"] + layer["b"])
    return x @ params[-1]["W"] + params[-1]["b"]
