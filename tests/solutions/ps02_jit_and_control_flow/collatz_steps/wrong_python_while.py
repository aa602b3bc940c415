"""A Python loop: right for one number, and not to be mapped.

Fails: test_collatz_steps_2
Told: repeat with jax.lax.while_loop
"""


def collatz_steps(n):
    count = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        count += 1
    return count
