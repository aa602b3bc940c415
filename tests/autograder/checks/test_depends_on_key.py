"""`depends_on_key`: the same key, the same draws; another key, others."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from autograder import checks
from autograder.checks import AuthorError, CheckFailed


KEY = jax.random.key(0)
FIXED = jax.random.key(7)
COUNTER = [0]


def normal(key):
    return jax.random.normal(key, (5,))


def scanned(key):
    return jax.lax.scan(lambda c, k: (c, jax.random.uniform(k)), 0.0, jax.random.split(key, 4))[1]


def looped(key):
    draws = []
    for _ in range(3):
        key, part = jax.random.split(key)
        draws.append(jax.random.exponential(part))
    return draws


class Sampler:
    def __call__(self, key):
        return {"draws": jax.random.gumbel(key, (3,))}


RIGHT = {
    "eager": normal,
    "jitted": jax.jit(normal),
    "scan": scanned,
    "python loop": looped,
    "vmap": lambda key: jax.vmap(jax.random.normal)(jax.random.split(key, 3)),
    "fold_in": lambda key: jax.random.uniform(jax.random.fold_in(key, 3), (4,)),
    "dict from an object": Sampler(),
    "partial": partial(jax.random.normal, shape=(2,)),
    "integers": lambda key: jax.random.randint(key, (), 0, 1_000_000),
    "one coin, which may fall alike twice": lambda key: jax.random.bernoulli(key),
    "NumPy seeded by the key": lambda key: np.random.default_rng(
        np.asarray(jax.random.key_data(key))
    ).normal(size=3),
    "draws and the next key": lambda key: (normal(key), jax.random.split(key)[0]),
}


def counted(key):
    COUNTER[0] += 1
    return normal(jax.random.fold_in(key, COUNTER[0]))


WRONG = {
    "a key of its own": lambda key: normal(jax.random.key(0)),
    "a raw key of its own": lambda key: normal(jax.random.PRNGKey(42)),
    "a global key": lambda key: normal(FIXED),
    "no randomness": lambda key: jnp.zeros(5),
    "a seed from the shape": lambda key: normal(jax.random.key(key.ndim)),
    "only the key's dtype": lambda key: normal(jax.random.key(len(str(key.dtype)))),
    "draws thrown away": lambda key: 1.0 + 0.0 * normal(key),
    "NumPy with a fixed seed": lambda key: np.random.default_rng(1).normal(size=4),
    "returns the key": lambda key: key,
}
HIDDEN_STATE = {
    "NumPy's global state": lambda key: np.random.normal(size=3),
    "a generator that nobody seeds": lambda key: np.random.default_rng().normal(),
    "a counter": counted,
}


@pytest.mark.parametrize("function", RIGHT.values(), ids=RIGHT)
def test_draws_that_follow_the_key_pass(function):
    checks.depends_on_key(function, KEY)


@pytest.mark.parametrize("function", WRONG.values(), ids=WRONG)
def test_draws_that_ignore_the_key_fail(function):
    with pytest.raises(CheckFailed, match="the same draws whatever the key is"):
        checks.depends_on_key(function, KEY)


@pytest.mark.parametrize("function", HIDDEN_STATE.values(), ids=HIDDEN_STATE)
def test_a_hidden_state_fails(function):
    with pytest.raises(CheckFailed, match="two different results for the same key"):
        checks.depends_on_key(function, KEY)


def two_keys(states, shocks):
    return jax.random.normal(states, (3,)), jax.random.normal(shocks, (3,))


def test_each_key_is_changed_alone():
    checks.depends_on_key(two_keys, KEY, FIXED)
    checks.depends_on_key(lambda keys: jax.vmap(normal)(keys), jax.random.split(KEY, 3))
    with pytest.raises(CheckFailed, match="the same draws whatever `shocks` is"):
        checks.depends_on_key(lambda states, shocks: two_keys(states, states), KEY, FIXED)
    with pytest.raises(CheckFailed, match="the same draws whatever `states` is"):
        checks.depends_on_key(lambda states, shocks: two_keys(KEY, shocks), KEY, FIXED)


@pytest.mark.parametrize(
    ("function", "cause"),
    [
        (WRONG["a key of its own"], "The key is not used"),
        (WRONG["draws thrown away"], "does not reach the result"),
        (lambda key: jnp.floor(jax.random.uniform(key, (3,))), "does not reach the result"),
    ],
)
def test_the_cause_is_told(function, cause):
    with pytest.raises(CheckFailed, match=cause):
        checks.depends_on_key(function, KEY)


def test_a_call_without_a_key_is_the_authors_fault():
    with pytest.raises(AuthorError):
        checks.depends_on_key(normal, 3)


def test_raw_keys_and_keys_in_a_dict_are_changed_too():
    checks.depends_on_key(normal, jax.random.PRNGKey(0))
    checks.depends_on_key(lambda keys: normal(keys["a"]), {"a": KEY})


def test_the_students_error_is_told():
    with pytest.raises(CheckFailed, match="ZeroDivisionError"):
        checks.depends_on_key(lambda key: 1 / 0, KEY)
