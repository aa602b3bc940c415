"""One functional update an entry."""


def set_diagonal(A, v):
    A = jnp.array(A)
    for i in range(A.shape[0]):
        A = A.at[i, i].set(v[i])
    return A
