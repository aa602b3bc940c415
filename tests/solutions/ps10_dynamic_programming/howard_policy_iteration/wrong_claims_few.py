"""Value function iteration that ends after thirty steps.

Fails: test_howard_policy_iteration test_howard_policy_iteration_2 test_howard_policy_iteration_3
Told: It must be the same as that of value function iteration
"""


def howard_policy_iteration(grid, params, tol, max_iter):
    return value_function_iteration(grid, params, tol, min(30, max_iter))
