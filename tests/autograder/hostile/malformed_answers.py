"""Answers that hold no value: shapes that do not fit, unknown types, names that are none."""

import itertools
import json

import autograder.judge.inside as inside


BAD = itertools.cycle(
    [
        {"value": {"array": "jax", "dtype": "float32", "shape": [10**12], "data": "AAAA"}},
        {"value": {"array": "jax", "dtype": "object", "shape": [], "data": "AAAA"}},
        {"value": {"array": "numpy", "dtype": "float32", "shape": [-1], "data": ""}},
        {"value": {"named": "__class__", "fields": ["a b"], "parts": []}},
        {"value": {"key": "x", "data": 3}},
        {"value": {"pickle": "gASVHwAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjARscyAvlIWUUpQu"}},
        {"value": {"_list": [], "read": 1}},
        {"value": 7, "function": "yes"},
        {"error": {"kinds": [], "message": 1}},
        {"error": "no"},
        [],
        "text",
    ]
)
inside.answer = lambda request: json.dumps(next(BAD))


def double(x):
    return x
