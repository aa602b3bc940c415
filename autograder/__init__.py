"""Release, check and grade problem sets written in JAX.

A student needs `autograder.checks` (the tests in a notebook call it) and the command
`autograder check`. An instructor's commands (`release`, `collect`, `grade`, `report`) need the
extra: `pip install "jax-course-autograder[course]"`.
"""

from autograder import iri


__version__ = "0.1.0"

iri.put_off()
