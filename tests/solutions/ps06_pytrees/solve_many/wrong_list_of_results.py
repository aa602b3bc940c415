"""A list of results, one for each call.

Fails: test_solve_many test_solve_many_2 test_solve_many_3
Told: the results stacked
"""


def solve_many(model, params, varying):
    n = len(params[next(iter(varying))])
    return [model({k: v[i] if k in varying else v for k, v in params.items()}) for i in range(n)]
