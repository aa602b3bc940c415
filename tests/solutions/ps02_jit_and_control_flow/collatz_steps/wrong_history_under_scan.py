"""Keeps all numbers in a list while Python loops.

Fails: test_collatz_steps_2
Told: Whether n is even is unknown
"""


def collatz_steps(n):
    numbers = [int(n)]
    while numbers[-1] > 1:
        last = numbers[-1]
        numbers.append(3 * last + 1 if last % 2 else last // 2)
    return jnp.array(len(numbers) - 1)
