"""A kernel within limits: whatever a cell does is a result, never an exception here."""

import os
import time

import pytest

from autograder.kernel import TEXT_BYTES, Kernel


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    with Kernel(str(tmp_path_factory.mktemp("kernel")), dict(os.environ)) as running:
        yield running


def test_a_cell_that_works_gives_its_output_and_the_value_asked_for(kernel):
    run = kernel.run("x = 41\nprint('hello')", 10, "str(x + 1)")
    assert (run.status, run.value) == ("ok", "42")
    assert run.outputs[0].text == "hello\n"


def test_an_error_is_a_result(kernel):
    run = kernel.run("1 / 0", 10, "str(x)")
    assert (run.status, run.error, run.value) == ("error", "ZeroDivisionError", None)


def test_a_loop_is_stopped_and_the_kernel_lives_on(kernel):
    assert kernel.run("y = 7", 10).status == "ok"
    assert kernel.run("while True: pass", 0.5).status == "timeout"
    assert kernel.run("z = y", 10, "str(z)").value == "7"


def test_a_flood_of_output_is_cut(kernel):
    run = kernel.run("for _ in range(300): print('x' * 10_000)", 20)
    assert run.status == "ok"
    assert sum(len(output.text) for output in run.outputs) < TEXT_BYTES + 100
    assert "left out" in run.outputs[-1].text


def test_a_loop_that_ignores_the_interrupt_is_killed(kernel):
    code = "import time\nwhile True:\n    try: time.sleep(9)\n    except KeyboardInterrupt: pass"
    started = time.monotonic()
    run = kernel.run(code, 0.5)
    assert run.status == "died"
    assert "did not stop" in run.message
    assert time.monotonic() - started < 15
    kernel.restart()
    assert kernel.run("1", 10).status == "ok"


def test_a_kernel_that_ends_itself_is_a_result(kernel):
    run = kernel.run("import os; os._exit(3)", 10)
    assert run.status == "died"
    assert "ended the kernel" in run.message
    kernel.restart()
    assert kernel.run("1", 10).status == "ok"
