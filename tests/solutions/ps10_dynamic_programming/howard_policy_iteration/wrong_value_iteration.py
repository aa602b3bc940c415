"""Value function iteration once more.

Fails: test_howard_policy_iteration_2
Told: iterations is 319
"""


def howard_policy_iteration(grid, params, tol, max_iter):
    return value_function_iteration(grid, params, tol, max_iter)
