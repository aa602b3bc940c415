"""What was compiled for one kernel, the next ones read; none can write there."""

import os

import pytest

from autograder.kernel import Kernel
from autograder.sandbox import provisioner
from autograder.sandbox.host import Sandbox


pytestmark = pytest.mark.sandbox

COUNTED = """
import jax, jax.monitoring
import jax.numpy as jnp
events = []
jax.monitoring.register_event_listener(lambda event, **_: events.append(event.split("/")[-1]))
found = jax.jit(lambda v: jnp.sin(v) @ jnp.cos(v))(jnp.arange(7.0))
asked, read = events.count("compile_requests_use_cache"), events.count("cache_hits")
"""


@pytest.fixture
def sandbox(tmp_path):
    cache = tmp_path / "cache"
    cache.mkdir()
    before = provisioner._shared.get("bubblewrap")
    provisioner.use(Sandbox(cache=str(cache)))
    yield cache
    provisioner._shared.pop("bubblewrap").close()
    if before:
        provisioner.use(before)


def seen(folder, code, expression):
    with Kernel(str(folder), dict(os.environ), "bubblewrap") as kernel:
        run = kernel.run(code, 60, f"repr({expression})")
    assert run.status == "ok", run
    return eval(run.value)


def test_programs_are_compiled_once_for_all_kernels(sandbox, tmp_path):
    asked, read, first = seen(tmp_path, COUNTED, "(asked, read, float(found))")
    assert read == 0 and 0 < asked == len(list(sandbox.glob("*-cache")))
    assert seen(tmp_path, COUNTED, "(asked, read, float(found))") == (asked, asked, first)


def test_a_program_with_options_of_its_own_is_compiled_where_it_is_used(sandbox, tmp_path):
    code = """
import jax, jax.numpy as jnp
options = {"xla_cpu_enable_fast_math": True}
compiled = jax.jit(lambda v: v / 3).lower(jnp.ones(5)).compile(compiler_options=options)
found = float(compiled(jnp.ones(5))[0])
"""
    assert seen(tmp_path, code, "found") == pytest.approx(1 / 3)
    assert not list(sandbox.glob("jit__lambda*"))


def test_a_compilation_that_is_given_up_does_not_hold_up_the_next(sandbox, tmp_path):
    endless = """
import jax, jax.numpy as jnp
def deep(v):
    for _ in range(3_000):
        v = jnp.sin(v) @ v + v
    return v
lowered = jax.jit(deep).lower(jnp.ones((3, 3)))
print("lowered", flush=True)
lowered.compile()
"""
    with Kernel(str(tmp_path), dict(os.environ), "bubblewrap") as kernel:
        run = kernel.run(endless, 10)
    assert run.status == "timeout" and "lowered" in run.outputs[0].text
    with Kernel(str(tmp_path), dict(os.environ), "bubblewrap") as kernel:
        assert kernel.run(COUNTED, 20, "repr(asked)").status == "ok"
