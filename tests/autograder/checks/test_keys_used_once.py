"""`keys_used_once` follows keys by their bits, through everything that JAX does with a function."""

from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax, random

from autograder import checks
from autograder.checks import AuthorError, CheckFailed


KEY = random.key(7)
N = 4


def told(function, *args, **options):
    with pytest.raises(CheckFailed) as failure:
        checks.keys_used_once(function, *args, **options)
    return str(failure.value)


SAMPLERS = {
    "ball": lambda k: random.ball(k, 2, shape=(3,)),
    "bernoulli": lambda k: random.bernoulli(k, 0.3, (3,)),
    "beta": lambda k: random.beta(k, 2.0, 3.0, (3,)),
    "binomial": lambda k: random.binomial(k, 20.0, 0.4, (3,)),
    "binomial of few": lambda k: random.binomial(k, 3.0, 0.1, (3,)),
    "bits": lambda k: random.bits(k, (3,)),
    "categorical": lambda k: random.categorical(k, jnp.zeros(3), shape=(3,)),
    "categorical without replacement": lambda k: random.categorical(
        k, jnp.zeros(5), shape=(3,), replace=False
    ),
    "cauchy": lambda k: random.cauchy(k, (3,)),
    "chisquare": lambda k: random.chisquare(k, 3.0, shape=(3,)),
    "choice": lambda k: random.choice(k, 10, (3,)),
    "choice with p": lambda k: random.choice(k, 3, (3,), p=jnp.array([0.2, 0.3, 0.5])),
    "choice without replacement": lambda k: random.choice(k, 10, (3,), replace=False),
    "choice without replacement, with p": lambda k: random.choice(
        k, 3, (2,), replace=False, p=jnp.array([0.2, 0.3, 0.5])
    ),
    "dirichlet": lambda k: random.dirichlet(k, jnp.ones(3)),
    "double_sided_maxwell": lambda k: random.double_sided_maxwell(k, 0.0, 1.0, (3,)),
    "exponential": lambda k: random.exponential(k, (3,)),
    "f": lambda k: random.f(k, 3.0, 4.0, (3,)),
    "gamma": lambda k: random.gamma(k, 2.0, (3,)),
    "gamma of many": lambda k: random.gamma(k, jnp.full((2, 3), 0.5)),
    "generalized_normal": lambda k: random.generalized_normal(k, 1.5, (3,)),
    "geometric": lambda k: random.geometric(k, 0.3, (3,)),
    "gumbel": lambda k: random.gumbel(k, (3,)),
    "laplace": lambda k: random.laplace(k, (3,)),
    "loggamma": lambda k: random.loggamma(k, 2.0, (3,)),
    "logistic": lambda k: random.logistic(k, (3,)),
    "lognormal": lambda k: random.lognormal(k, shape=(3,)),
    "maxwell": lambda k: random.maxwell(k, (3,)),
    "multinomial": lambda k: random.multinomial(k, 10.0, jnp.array([0.2, 0.8])),
    "multivariate_normal": lambda k: random.multivariate_normal(k, jnp.zeros(2), jnp.eye(2)),
    "normal": lambda k: random.normal(k, (3,)),
    "complex normal": lambda k: random.normal(k, (3,), dtype=jnp.complex64),
    "orthogonal": lambda k: random.orthogonal(k, 2),
    "pareto": lambda k: random.pareto(k, 3.0, (3,)),
    "permutation": lambda k: random.permutation(k, 5),
    "permutation, independent": lambda k: random.permutation(k, jnp.eye(3), independent=True),
    "poisson": lambda k: random.poisson(k, 4.0, (3,)),
    "poisson of many": lambda k: random.poisson(k, 40.0, (3,)),
    "rademacher": lambda k: random.rademacher(k, (3,)),
    "randint": lambda k: random.randint(k, (3,), 0, 10),
    "rayleigh": lambda k: random.rayleigh(k, 1.0, (3,)),
    "t": lambda k: random.t(k, 3.0, (3,)),
    "triangular": lambda k: random.triangular(k, 0.0, 0.5, 1.0, (3,)),
    "truncated_normal": lambda k: random.truncated_normal(k, -1.0, 1.0, (3,)),
    "uniform": lambda k: random.uniform(k, (3,)),
    "wald": lambda k: random.wald(k, 1.0, (3,)),
    "weibull_min": lambda k: random.weibull_min(k, 1.0, 2.0, (3,)),
    "initializer": lambda k: jax.nn.initializers.glorot_normal()(k, (3, 2)),
}


@pytest.mark.parametrize("name", SAMPLERS)
def test_a_sampler_uses_its_key_once(name):
    checks.keys_used_once(SAMPLERS[name], KEY)


@pytest.mark.parametrize("name", SAMPLERS)
def test_a_sampler_called_twice_with_one_key_is_seen(name):
    sampler = SAMPLERS[name]
    assert "draws twice from the same key" in told(lambda k: (sampler(k), sampler(k)), KEY)


@pytest.mark.parametrize("name", SAMPLERS)
def test_samplers_may_be_mapped_over_keys(name):
    checks.keys_used_once(lambda k: jax.vmap(SAMPLERS[name])(random.split(k, N)), KEY)


@pytest.mark.parametrize("name", ["normal", "gamma", "binomial", "choice with p", "permutation"])
def test_a_sampler_on_values_that_python_asks_for_uses_its_key_once(name):
    sampler = SAMPLERS[name]
    checks.keys_used_once(lambda k: np.asarray(sampler(k)).tolist(), KEY)
    message = told(lambda k: np.asarray(sampler(k)) + np.asarray(sampler(k)), KEY)
    assert "draws twice from the same key" in message


class State(NamedTuple):
    key: jax.Array
    x: jax.Array


class Simulator:
    def __init__(self, rho):
        self.rho = rho

    def __call__(self, key):
        return self.path(key)

    def path(self, key):
        def step(x, k):
            x = self.rho * x + random.normal(k)
            return x, x

        return lax.scan(step, 0.0, random.split(key, N))[1]


def draw(key):
    return random.normal(key)


compiled_draw = jax.jit(draw)


def two_parts(key):
    first, second = random.split(key)
    return random.normal(first) + random.uniform(second)


def chain_of_splits(key):
    total = 0.0
    for _ in range(N):
        key, sub = random.split(key)
        total += random.normal(sub)
    return total


def tree_of_splits(key):
    left, right = random.split(key)
    return [compiled_draw(k) for half in (left, right) for k in random.split(half, 2)]


def indexed_split(key):
    return random.normal(random.split(key)[0]) + random.normal(random.split(key)[1])


def split_as_a_grid(key):
    return jax.vmap(jax.vmap(draw))(random.split(key, (2, 3)))


def folds_in_steps(key):
    return jax.vmap(lambda t: random.normal(random.fold_in(key, t)))(jnp.arange(N))


def folds_in_by_fori_loop(key):
    def add(t, total):
        return total + random.normal(random.fold_in(key, t))

    return lax.fori_loop(0, N, add, 0.0)


def carries_its_key(key):
    def step(state, _):
        key, sub = random.split(state.key)
        return State(key, state.x + random.normal(sub)), state.x

    return lax.scan(step, State(key, jnp.zeros(())), None, length=N)


def keys_as_xs(key):
    return lax.scan(lambda x, k: (x + random.normal(k), x), 0.0, random.split(key, N))


def keys_through_map(key):
    return lax.map(draw, random.split(key, N))


def keys_through_map_in_batches(key):
    return lax.map(draw, random.split(key, N), batch_size=2)


def rejection_sampling(key):
    def go_on(state):
        return state[1] > 0.5

    def retry(state):
        key, sub = random.split(state[0])
        return key, random.uniform(sub)

    return lax.while_loop(go_on, retry, (key, 1.0))[1]


def rejection_for_each(key):
    return jax.vmap(rejection_sampling)(random.split(key, 20))


def rejection_for_each_in_a_grid(key):
    return jax.vmap(jax.vmap(rejection_sampling))(random.split(key, (4, 5)))


def rejection_for_each_in_a_scan(key):
    def step(x, k):
        return x + rejection_for_each(k), None

    return lax.scan(step, jnp.zeros(20), random.split(key, 3))


def rejection_that_ends_at_once_for_some(key):
    def one(key, x):
        def retry(state):
            key, sub = random.split(state[0])
            return key, random.uniform(sub)

        return lax.while_loop(lambda state: state[1] > 0.5, retry, (key, x))[1]

    return jax.vmap(one)(random.split(key, 3), jnp.array([0.0, 1.0, 1.0]))


def branches_draw_from_one_key(key):
    normal, uniform = random.split(key)
    kind = random.bernoulli(normal)
    return lax.cond(kind, random.normal, random.uniform, uniform)


def branches_under_vmap(key):
    def one(key, heads):
        return lax.cond(heads, lambda k: random.normal(k), lambda k: random.uniform(k), key)

    return jax.vmap(one)(random.split(key, 3), jnp.array([True, False, True]))


def like_branches_under_vmap(key):
    regimes = [lambda k, s=s: s * random.normal(k) for s in (1.0, 2.0, 3.0)]
    return jax.vmap(lambda k, i: lax.switch(i, regimes, k))(
        random.split(key, N), jnp.array([0, 2, 1, 0])
    )


def branches_that_split_under_vmap(key):
    def one(key, heads):
        def both(k):
            first, second = random.split(k)
            return random.normal(first) + random.normal(second)

        return lax.cond(heads, both, lambda k: random.uniform(k), key)

    return jax.vmap(one)(random.split(key, 3), jnp.array([True, False, True]))


def branches_with_loops_under_vmap(key):
    def one(key, heads):
        return lax.cond(heads, lambda k: keys_as_xs(k)[0], rejection_sampling, key)

    return jax.vmap(one)(random.split(key, 3), jnp.array([True, False, True]))


def one_branch_under_vmap_the_key_kept(key):
    def one(key, heads):
        x = lax.cond(heads, random.normal, lambda k: 0.0, key)
        return x + lax.cond(heads, lambda k: 0.0, random.uniform, key)

    return jax.vmap(one)(random.split(key, 3), jnp.array([True, False, True]))


def metropolis_in_python(key):
    x, path = 0.0, []
    for k in random.split(key, N):
        proposing, accepting = random.split(k)
        proposal = x + random.normal(proposing)
        if float(random.uniform(accepting)) < float(jnp.exp(x**2 - proposal**2)):
            x = proposal
        path.append(x)
    return path


def waits_in_python(key):
    number, clock = 0, 0.0
    while clock < 2.0:
        key, sub = random.split(key)
        clock += float(random.exponential(sub))
        number += 1
    return number


def metropolis_in_a_scan(key):
    def step(x, k):
        proposing, accepting = random.split(k)
        proposal = x + random.normal(proposing)
        accepted = jnp.log(random.uniform(accepting)) < x**2 - proposal**2
        return jnp.where(accepted, proposal, x), accepted

    return lax.scan(step, 0.0, random.split(key, N))


def bootstrap(key, x):
    def mean_of_resample(k):
        return random.choice(k, x, x.shape).mean()

    return jax.vmap(mean_of_resample)(random.split(key, N))


def layers_in_a_loop(key, sizes):
    keys = random.split(key, len(sizes) - 1)
    return [
        {"W": random.normal(k, (m, n)), "b": jnp.zeros(n)}
        for k, m, n in zip(keys, sizes[:-1], sizes[1:], strict=True)
    ]


def dropout(key, x, rate):
    return jnp.where(random.bernoulli(key, 1 - rate, x.shape), x / (1 - rate), 0.0)


def antithetic(key):
    z = random.normal(key, (N,))
    return jnp.concatenate([z, -z])


def simulated_gradient(key, theta):
    return jax.grad(lambda theta: jnp.mean((theta * random.normal(key, (3,))) ** 2))(theta)


def simulated_jacobians(key, theta):
    first, second, third = random.split(key, 3)

    def paths(theta, k):
        return theta * random.normal(k, (3,))

    return (
        jax.jacfwd(paths)(theta, first),
        jax.jacrev(paths)(theta, second),
        jax.hessian(lambda theta: jnp.sum(paths(theta, third) ** 2))(theta),
    )


def gradients_of_each(key, theta):
    def loss(theta, k):
        return (theta * random.normal(k)) ** 2

    return jax.vmap(jax.grad(loss), in_axes=(None, 0))(theta[0], random.split(key, N))


def checkpointed(key, theta):
    def loss(theta, k):
        return jnp.sin(theta * random.normal(k, (3,))).sum()

    return jax.grad(jax.checkpoint(loss))(theta, key)


def checkpointed_scan(key, theta):
    @jax.checkpoint
    def step(x, k):
        return jnp.sin(x + theta.sum() * random.normal(k)), None

    def last(start):
        return lax.scan(step, start, random.split(key, N))[0]

    return jax.value_and_grad(last)(0.5)


def gradient_of_a_scan(key, theta):
    def last(theta):
        def step(x, k):
            return jnp.sin(x * theta + random.normal(k)), x

        return lax.scan(step, 0.5, random.split(key, N))[0]

    return jax.value_and_grad(last)(theta[0])


def nested_compilation(key):
    @jax.jit
    def outer(key):
        @jax.jit
        def inner(k):
            return random.normal(k) + compiled_draw(random.fold_in(k, 1))

        return inner(random.split(key)[0])

    return outer(key) + compiled_draw(random.split(key)[1])


def compiled_helper_here_and_there(key):
    mapped, alone = random.split(key)
    return jax.vmap(compiled_draw)(random.split(mapped, 3)) + compiled_draw(alone)


def common_shock(key):
    aggregate, own = random.split(key)
    z = random.normal(aggregate)
    return jax.vmap(lambda k: z + random.normal(k))(random.split(own, N))


def raw_from_typed(key):
    first, second = random.split(random.wrap_key_data(random.key_data(key)))
    return random.normal(first) + random.normal(second)


def table_of_keys(key):
    keys = jnp.stack([random.fold_in(key, i) for i in range(N)])
    return draw(keys[0]) + draw(keys[1]) + jax.vmap(draw)(keys[2:]).sum()


def keys_of_keys(key):
    keys = dict(zip("ab", random.split(key), strict=True))
    return {name: random.normal(k) for name, k in keys.items()}


def no_draw(key):
    return jnp.zeros(3)


def returns_its_key(key):
    key, sub = random.split(key)
    return key, random.normal(sub)


def shuffled_batches(key):
    def epoch(k):
        return random.permutation(k, 6).reshape(3, 2)

    return jnp.concatenate([epoch(k) for k in random.split(key, 2)])


def custom_derivatives(key):
    @jax.custom_jvp
    def noisy(x, k):
        return x + random.normal(k)

    noisy.defjvps(lambda t, out, x, k: t, None)

    @jax.custom_vjp
    def scaled(x, k):
        return x * random.normal(k)

    scaled.defvjp(lambda x, k: (x, None), lambda _, ct: (ct, None))
    a, b = random.split(key)
    return noisy(1.0, a) + scaled(1.0, b)


def vectorized_over_keys(key):
    return jnp.vectorize(draw)(random.split(key, (2, 3)))


def keys_picked_by_number(key):
    keys = random.split(key, N)
    return jax.vmap(lambda i: random.normal(keys[i]))(jnp.arange(N))


def associative(key):
    steps = jax.vmap(draw)(random.split(key, N))
    return lax.associative_scan(jnp.add, steps)


def while_with_an_array(key):
    def step(state):
        key, walkers, t = state
        key, sub = random.split(key)
        return key, walkers + random.normal(sub, walkers.shape), t + 1

    return lax.while_loop(
        lambda s: jnp.any(jnp.abs(s[1]) < 1) & (s[2] < 5), step, (key, jnp.zeros(3), 0)
    )


RIGHT = {
    f.__name__: f
    for f in (
        two_parts,
        chain_of_splits,
        tree_of_splits,
        indexed_split,
        split_as_a_grid,
        folds_in_steps,
        folds_in_by_fori_loop,
        carries_its_key,
        keys_as_xs,
        keys_through_map,
        keys_through_map_in_batches,
        rejection_sampling,
        rejection_for_each,
        rejection_for_each_in_a_grid,
        rejection_for_each_in_a_scan,
        rejection_that_ends_at_once_for_some,
        branches_draw_from_one_key,
        branches_under_vmap,
        like_branches_under_vmap,
        branches_that_split_under_vmap,
        branches_with_loops_under_vmap,
        one_branch_under_vmap_the_key_kept,
        metropolis_in_python,
        waits_in_python,
        metropolis_in_a_scan,
        antithetic,
        nested_compilation,
        compiled_helper_here_and_there,
        common_shock,
        raw_from_typed,
        table_of_keys,
        keys_of_keys,
        no_draw,
        returns_its_key,
        shuffled_batches,
        custom_derivatives,
        vectorized_over_keys,
        keys_picked_by_number,
        associative,
        while_with_an_array,
    )
} | {
    "a compiled function": jax.jit(two_parts),
    "a partial": partial(random.normal, shape=(3,)),
    "an object": Simulator(0.9),
    "a method": Simulator(0.9).path,
}


@pytest.mark.parametrize("name", RIGHT)
@pytest.mark.parametrize("kind", ["typed", "raw"])
def test_keys_in_order_pass(name, kind):
    checks.keys_used_once(RIGHT[name], KEY if kind == "typed" else random.PRNGKey(7))


@pytest.mark.parametrize(
    "function",
    [simulated_gradient, simulated_jacobians, gradients_of_each, checkpointed]
    + [checkpointed_scan, gradient_of_a_scan],
)
def test_keys_in_order_pass_when_differentiated(function):
    checks.keys_used_once(function, KEY, jnp.array([0.3, 0.4, 0.5]))


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (bootstrap, (KEY, jnp.arange(5.0))),
        (bootstrap, (KEY, np.arange(5.0))),
        (layers_in_a_loop, (KEY, (3, 4, 2))),
        (dropout, (KEY, jnp.ones(5), 0.5)),
        (jax.jit(dropout, static_argnums=2), (KEY, jnp.ones(5), 0.5)),
        (lambda keys: draw(keys["a"]) + draw(keys["b"]), ({"a": KEY, "b": random.key(8)},)),
        (lambda state: draw(state.key) + state.x, (State(KEY, jnp.ones(())),)),
        (lambda keys: [draw(k) for k in keys], (random.split(KEY, 3),)),
        (lambda keys: lax.map(draw, keys), (random.split(KEY, 3),)),
        (lambda f, key: f(key), (draw, KEY)),
        (lambda key, n: random.normal(key, (n,)), (KEY, 0)),
        (lambda key, x: x + (random.normal(key) if float(x) > 0 else 0), (KEY, jnp.ones(()))),
        (lambda key: key[0] + random.normal(key), (random.PRNGKey(3),)),
        (lambda key: random.normal(key) + key.shape[0], (random.PRNGKey(3),)),
        (two_parts, (random.key(0, impl="rbg"),)),
        (lambda key: int(random.poisson(key, 3.0)), (KEY,)),
    ],
)
def test_keys_in_order_pass_with_other_arguments(function, args):
    checks.keys_used_once(function, *args)


def used_twice(key):
    x = random.normal(key)
    return x + random.uniform(key)


def helper_called_twice(key):
    return draw(key) + draw(key)


def compiled_helper_called_twice(key):
    return compiled_draw(key) + compiled_draw(key)


def splits_then_draws_from_the_parent(key):
    first, _ = random.split(key)
    return random.normal(first) + random.normal(key)


def draws_then_splits(key):
    x = random.normal(key)
    key, sub = random.split(key)
    return x + random.normal(sub)


def same_part_twice(key):
    return random.normal(random.split(key)[0]) + random.normal(random.split(key)[0])


def folds_in_the_same_number(key):
    return random.normal(random.fold_in(key, 3)) + random.normal(random.fold_in(key, 3))


def folds_in_what_split_gives(key):
    return random.normal(random.split(key, 5)[2]) + random.normal(random.fold_in(key, 2))


def splits_into_two_and_into_three(key):
    return random.normal(random.split(key, 2)[1]) + random.normal(random.split(key, 3)[1])


def closed_over_by_scan(key):
    return lax.scan(lambda x, _: (x + random.normal(key), x), 0.0, None, length=N)


def closed_over_by_fori_loop(key):
    return lax.fori_loop(0, N, lambda t, x: x + random.normal(key), 0.0)


def closed_over_by_vmap(key):
    return jax.vmap(lambda x: x + random.normal(key))(jnp.arange(3.0))


def closed_over_by_a_compiled_vmap(key):
    return jax.jit(lambda key: closed_over_by_vmap(key))(key)


def closed_over_by_the_inner_vmap(key):
    def inner(k):
        return jax.vmap(lambda x: x + random.normal(k))(jnp.arange(3.0))

    return jax.vmap(inner)(random.split(key, 2))


def not_mapped(key):
    return jax.vmap(lambda x, k: x + random.normal(k), in_axes=(0, None))(jnp.arange(3.0), key)


def not_mapped_compiled(key):
    return jax.vmap(jax.jit(lambda x, k: x + random.normal(k)), in_axes=(0, None))(
        jnp.arange(3.0), key
    )


def repeated_under_vmap(key):
    return jax.vmap(draw)(jnp.stack([key, key, key]))


def closed_over_by_map(key):
    return lax.map(lambda x: x + random.normal(key), jnp.arange(3.0))


def carried_without_a_split(key):
    def step(state, _):
        return State(state.key, state.x + random.normal(state.key)), state.x

    return lax.scan(step, State(key, jnp.zeros(())), None, length=N)


def carries_the_part_it_drew_from(key):
    def step(key, _):
        _, sub = random.split(key)
        return sub, random.normal(sub)

    return lax.scan(step, key, None, length=N)


def rejection_with_one_key(key):
    def retry(state):
        return state[0], state[1] / 2 + random.uniform(state[0]) / 10

    return lax.while_loop(lambda state: state[1] > 0.3, retry, (key, 1.0))[1]


def rejection_for_each_with_its_one_key(key):
    return jax.vmap(rejection_with_one_key)(random.split(key, 20))


def branch_after_a_draw(key):
    x = random.normal(key)
    return lax.cond(x > -9, random.uniform, lambda k: 0.0, key)


def branch_after_a_draw_under_vmap(key):
    def one(key):
        x = random.normal(key)
        return lax.cond(x > -9, random.uniform, lambda k: 0.0, key)

    return jax.vmap(one)(random.split(key, 3))


def twice_in_a_branch_under_vmap(key):
    def one(key, heads):
        return lax.cond(heads, used_twice, lambda k: random.normal(k), key)

    return jax.vmap(one)(random.split(key, 3), jnp.array([True, False, True]))


def metropolis_with_one_key(key):
    def step(x, k):
        proposal = x + random.normal(k)
        accepted = jnp.log(random.uniform(k)) < x**2 - proposal**2
        return jnp.where(accepted, proposal, x), accepted

    return lax.scan(step, 0.0, random.split(key, N))


def metropolis_in_python_with_one_key(key):
    x = 0.0
    for k in random.split(key, N):
        proposal = x + random.normal(k)
        if float(random.uniform(k)) < float(jnp.exp(x**2 - proposal**2)):
            x = proposal
    return x


def python_loop_with_one_key(key):
    return [random.normal(key) for _ in range(N)]


def layers_from_one_key(key):
    return [{"W": random.normal(key, (m, n))} for m, n in ((3, 4), (4, 2))]


def gradient_with_the_key_of_the_data(key):
    x = random.normal(key, (5,))
    return jax.grad(lambda theta: jnp.mean(random.bernoulli(key, 0.5, (5,)) * x * theta))(1.0)


def checkpointed_after_a_draw(key):
    loss = jax.checkpoint(lambda theta: jnp.sin(theta * random.normal(key)))
    return random.uniform(key) + jax.grad(loss)(0.3)


def cloned(key):
    return random.normal(key) + random.normal(random.clone(key))


def raw_copy(key):
    return random.normal(key) + random.normal(random.wrap_key_data(random.key_data(key)))


def keys_that_overlap(key):
    return jax.vmap(draw)(random.split(key, 3)).sum() + draw(random.split(key, 4)[3 - 1])


def own_key_used_twice(key):
    mine = random.key(0)
    return random.normal(key) + random.normal(mine) + random.uniform(mine)


def half_and_half(key):
    keys = random.split(key, 2)
    return jnp.concatenate([jax.vmap(draw)(keys), jax.vmap(draw)(keys)])


def common_parameters(key):
    return jax.vmap(lambda sigma: sigma * random.normal(key, (3,)))(jnp.array([1.0, 2.0]))


def second_moment_and_mean(key):
    return random.gamma(key, 2.0) + random.poisson(key, 3.0)


def numpy_of_two_draws(key):
    return np.asarray(random.normal(key)) + np.asarray(random.normal(key))


TWICE = "draws twice from the same key"
BOTH = "draws from a key and splits it too"
SHARED = "is the same for"
WRONG = [
    (used_twice, TWICE),
    (used_twice, "`x = random.normal(key)`, and on line"),
    (helper_called_twice, "`return random.normal(key)`, more than once"),
    (compiled_helper_called_twice, TWICE),
    (splits_then_draws_from_the_parent, BOTH),
    (draws_then_splits, BOTH),
    (draws_then_splits, "`x = random.normal(key)`"),
    (same_part_twice, TWICE),
    (folds_in_the_same_number, TWICE),
    (folds_in_what_split_gives, TWICE),
    (splits_into_two_and_into_three, TWICE),
    (closed_over_by_scan, "more than once"),
    (closed_over_by_fori_loop, "more than once"),
    (closed_over_by_vmap, SHARED),
    (closed_over_by_a_compiled_vmap, SHARED),
    (closed_over_by_the_inner_vmap, SHARED),
    (not_mapped, SHARED),
    (not_mapped_compiled, SHARED),
    (repeated_under_vmap, SHARED),
    (closed_over_by_map, "more than once"),
    (carried_without_a_split, "more than once"),
    (carries_the_part_it_drew_from, BOTH),
    (rejection_with_one_key, "more than once"),
    (rejection_for_each_with_its_one_key, "more than once"),
    (branch_after_a_draw, TWICE),
    (branch_after_a_draw_under_vmap, TWICE),
    (twice_in_a_branch_under_vmap, TWICE),
    (metropolis_with_one_key, TWICE),
    (metropolis_in_python_with_one_key, TWICE),
    (python_loop_with_one_key, "more than once"),
    (layers_from_one_key, "more than once"),
    (gradient_with_the_key_of_the_data, TWICE),
    (checkpointed_after_a_draw, TWICE),
    (cloned, TWICE),
    (raw_copy, TWICE),
    (keys_that_overlap, TWICE),
    (own_key_used_twice, TWICE),
    (half_and_half, TWICE),
    (common_parameters, SHARED),
    (second_moment_and_mean, TWICE),
    (numpy_of_two_draws, TWICE),
    (jax.jit(used_twice), TWICE),
    (lambda key: Simulator(0.5).path(key) + Simulator(0.9)(key), TWICE),
]


@pytest.mark.parametrize(("function", "words"), WRONG)
@pytest.mark.parametrize("kind", ["typed", "raw"])
def test_a_key_used_twice_is_seen(function, words, kind):
    message = told(function, KEY if kind == "typed" else random.PRNGKey(7))
    assert words in message
    assert "random_numbers.html" in message


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (lambda keys: draw(keys[0]) + draw(keys[0]), (random.split(KEY, 3),)),
        (lambda keys: draw(keys["a"]) + draw(keys["b"]), ({"a": KEY, "b": KEY},)),
        (lambda a, b: draw(a) + draw(b), (KEY, random.key(7))),
        (lambda a, b: draw(a) + draw(b), (KEY, random.PRNGKey(7))),
        (lambda key: key[0] + random.normal(key) + random.uniform(key), (random.PRNGKey(3),)),
        (used_twice, (random.key(0, impl="rbg"),)),
    ],
)
def test_a_key_used_twice_is_seen_with_other_arguments(function, args):
    assert TWICE in told(function, *args)


@pytest.mark.parametrize(
    "function",
    [closed_over_by_vmap, not_mapped, not_mapped_compiled, common_parameters, repeated_under_vmap],
)
def test_numbers_common_to_all_elements_can_be_allowed(function):
    checks.keys_used_once(function, KEY, common_under_vmap=True)


@pytest.mark.parametrize("function", [used_twice, closed_over_by_scan, draws_then_splits])
def test_allowing_common_numbers_allows_nothing_else(function):
    told(function, KEY, common_under_vmap=True)


def test_a_function_is_judged_alike_whatever_was_traced_before():
    jax.vmap(compiled_draw)(random.split(KEY, 3))
    checks.keys_used_once(compiled_draw, KEY)
    told(lambda key: jax.vmap(lambda x: x + compiled_draw(key))(jnp.arange(3.0)), KEY)
    checks.keys_used_once(compiled_draw, KEY)


def test_nothing_stays_behind_in_the_function():
    function = jax.jit(chain_of_splits)
    checks.keys_used_once(function, KEY)
    checks.no_callbacks(function, KEY)
    assert jnp.allclose(function(KEY), chain_of_splits(KEY))


class Odd:
    """Answers to anything."""

    def __getattr__(self, name):
        return Odd()

    def __call__(self, *args):
        return self

    def __eq__(self, other):
        return True

    __hash__ = object.__hash__


def exits(key):
    raise SystemExit


def recurses(key):
    return recurses(key)


def fails_under_jit(key):
    return random.normal(key).tolist().missing


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (None, "cannot be called"),
        ("normal", "cannot be called"),
        (exits, "SystemExit"),
        (recurses, "RecursionError"),
        (fails_under_jit, "missing"),
        (lambda key: random.normal(3.5 * key), "TypeError"),
        (lambda key: int(random.key_data(key)[0]) + draw(key) + 0 * draw.missing, "missing"),
    ],
)
def test_what_goes_wrong_in_the_function_is_told(function, words):
    assert words in told(function, KEY)


@pytest.mark.parametrize(
    "result", [None, "x", Odd(), (k for k in ()), np.array([None]), {"a": KEY}, np.nan]
)
def test_the_result_does_not_matter(result):
    checks.keys_used_once(lambda key: (draw(key), result)[1], KEY)
    told(lambda key: (used_twice(key), result)[1], KEY)


def test_a_key_whose_numbers_are_read_in_python_cannot_be_followed():
    message = told(lambda key: np.random.default_rng(int(key[1])).normal(), random.PRNGKey(3))
    assert "reads the numbers of its key" in message


def test_a_long_simulation_that_cannot_be_traced_is_followed():
    def path(key, keep=lambda k: k):
        x, _ = lax.scan(lambda x, k: (0.9 * x + draw(keep(k)), x), 0.0, random.split(key, 2000))
        return float(x)

    checks.keys_used_once(path, KEY)
    assert BOTH in told(lambda key: path(key, lambda k: key), KEY)


@pytest.mark.parametrize("key", [KEY, random.PRNGKey(3)])
def test_a_key_used_twice_is_seen_by_jax_where_nothing_else_sees_it(key):
    def two_draws(key):
        return int(draw(key)) + int(random.poisson(key, 3.0))

    assert "was used twice" in told(two_draws, key)


def test_huge_arguments_cost_nothing():
    huge = np.broadcast_to(1.0, (10**6, 10**6))
    checks.keys_used_once(lambda key, x: random.normal(key) + x[0, 0], KEY, huge)


def test_a_long_simulation_is_followed():
    def path(key):
        return lax.scan(lambda x, k: (0.9 * x + draw(k), x), 0.0, random.split(key, 2000))

    checks.keys_used_once(path, KEY)


@pytest.mark.parametrize("args", [(), (1.0,), (jnp.ones(2),), ("key",)])
def test_the_author_must_pass_a_key(args):
    with pytest.raises(AuthorError, match="needs a random key"):
        checks.keys_used_once(draw, *args)


def test_not_implemented_is_passed_on():
    def stub(key):
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        checks.keys_used_once(stub, KEY)
