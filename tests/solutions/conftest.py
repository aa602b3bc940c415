"""Programs that one test has compiled are not compiled again by others, in any process."""

from compiled import CACHE

from autograder.checks import internals


internals.cache_everything(str(CACHE))
