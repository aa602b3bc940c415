"""Why a test earned nothing, in words that tell a student what to do."""

from dataclasses import dataclass

from autograder.kernel import CellRun, Limits


@dataclass(frozen=True)
class Task:
    """What is known of the cell in which a student wrote a function."""

    name: str
    defined: list[str]
    result: CellRun


def out_of_time(limits: Limits) -> str:
    return f"Not run: the notebook had used up its {limits.total_seconds:g} seconds."


def failure(test: CellRun, task: Task | None) -> str:
    """The reason for a test that did not run to its end.

    Args:
        test: the run of the test cell.
        task: the cell of the task that it tests.
    """
    if task is not None:
        if test.error == "NotImplementedError" and not test.message:
            return "Not attempted yet: the function still raises NotImplementedError."
        if task.result.status != "ok":
            return _broken_cell(task)
        if test.error == "NameError" and f"'{task.name}'" in test.message:
            return _missing_name(task)
    if test.status == "died":
        return f"Your function was called and {test.message}."
    if test.status == "timeout":
        return f"Stopped after {test.seconds:.0f} seconds: a loop that does not end, or slow code."
    if test.error in ("AssertionError", "CheckFailed"):
        return test.message.strip() or "An assertion of this test is false."
    return test.explained or f"{test.error}: {test.message}".strip(": ")


def stopped(test: CellRun, task: Task | None) -> str:
    """What put an end to a test, or to the cell that it tests; "" if nothing did."""
    run = test if task is None or task.result.status == "ok" else task.result
    if run.status == "timeout":
        return f"it was stopped after {run.seconds:.0f} seconds"
    if run.status in ("died", "not run"):
        return run.message.removeprefix("Not run: ").rstrip(".")
    return ""


def _broken_cell(task: Task) -> str:
    cell, result = f"Your cell `{task.name}`", task.result
    if result.status == "timeout":
        return f"{cell} was stopped after {result.seconds:.0f} seconds."
    if result.status in ("died", "not run"):
        return f"{cell} did not finish: {result.message.rstrip('.')}."
    return f"{cell} stops with {result.error}: {result.message}"


def _missing_name(task: Task) -> str:
    reason = f"`{task.name}` is not defined."
    others = [name for name in task.defined if name != task.name]
    if others:
        reason += f" Your cell defines `{others[0]}`: keep the name that the task gives."
    return reason
