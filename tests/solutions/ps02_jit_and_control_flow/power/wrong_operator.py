"""Right and compiled once, by the operator: no loop.

Fails: test_power_3
Told: The task asks for a loop
"""


@jax.jit
def power(x, n):
    return x**n
