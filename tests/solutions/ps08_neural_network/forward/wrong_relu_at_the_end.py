"""relu after the last layer, too.

Fails: test_forward test_forward_2 test_forward_3
Told: none after the last
"""


def forward(params, x):
    for layer in params:
        x = jax.nn.relu(x @ layer["W"] + layer["b"])
    return x
