"""A program that the judge would run for ever: fine on the example, endless elsewhere."""

import autograder.judge.inside as inside
from autograder.checks import Program

told = inside.answer


def endless(x):
    return jax.lax.while_loop(lambda s: s[0] < s[1], lambda s: s, (x, x + 1.0))[0]


inside._ANSWERS["lower"] = lambda asked: {
    "program": Program.lower(endless, 3.0).serialize().decode()
}


def double(x):
    return x
