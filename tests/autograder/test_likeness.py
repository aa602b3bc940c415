"""Answers that are alike are found through a change of clothes; what everybody writes is not."""

import re

import pytest
from variants import SOLUTIONS, all_variants

from autograder.notebook import grade_id, is_task
from autograder.report import likeness
from autograder.source import ProblemSet


SET = "ps09_option_pricing"
OWN = '''
def price(key, params, n):
    """The price."""
    def step(carry, k):
        up, down, h = carry
        first, second = jax.random.normal(k, (2, n))
        shock = jnp.exp(h) * first
        return (up + shock, down - shock, params["rho"] * h + second), None
    start = jnp.full(n, jnp.log(params["S0"]))
    (up, down, _), _ = jax.lax.scan(step, (start, start, start), jax.random.split(key, n))
    paid = jnp.maximum(jnp.exp(jnp.concatenate([up, down])) - 40.0, 0)
    return paid.mean(), paid.std() / jnp.sqrt(n)
'''
OTHERS = {
    f"s{i}": f"def price(key, params, n):\n    return jnp.{name}(key)\n"
    for i, name in enumerate(("sum", "mean", "dot", "where", "exp", "log", "sin", "cos"))
}


def found(codes, known=()):
    return [
        pair.students
        for pair in likeness.pairs({s: {"t": c} for s, c in codes.items()}, {"t": known})
    ]


def disguised(code):
    """The same with other names, numbers, comments and layout."""
    names = ("key", "params", "up", "down", "first", "second", "shock", "start", "paid", "step")
    for i, name in enumerate(names):
        code = re.sub(rf"(?<![\w.\"]){name}\b", f"my_{i}", code)
    code = code.replace('"""The price."""', "# all my own work").replace("40.0", "41.5")
    return code.replace(", ", " ,  ").replace("    def step", "\n    def step")


@pytest.fixture(scope="module")
def known():
    """What source and release of the set hold, by task."""
    made = ProblemSet(SOLUTIONS / SET / f"{SET}.md")
    cells = [cell for book in (made.source, made.release) for cell in book.cells if is_task(cell)]
    return {
        grade_id(cell): [c.source for c in cells if grade_id(c) == grade_id(cell)] for cell in cells
    }


@pytest.mark.parametrize("copy", [OWN, disguised(OWN)])
def test_a_copy_is_found_in_other_clothes(copy):
    assert disguised(OWN) != OWN
    assert found({**OTHERS, "ada": OWN, "ben": copy}) == [("ada", "ben")]


def test_a_copied_part_is_found_within_more():
    longer = OWN + "\n\ndef other(a):\n    return [a + i for i in range(3)]\n"
    assert found({**OTHERS, "ada": OWN, "ben": longer}) == [("ada", "ben")]


def test_lines_that_both_have_are_marked_and_no_others():
    longer = OWN.replace(
        "    start = ", "    own = jnp.arange(n).reshape(-1, 1).T.copy()\n    start = "
    )
    class_ = {**OTHERS, "ada": OWN, "ben": longer}
    (pair,) = likeness.pairs({s: {"t": c} for s, c in class_.items()}, {"t": ()})
    theirs, more = pair.tasks[0].lines
    added = longer.splitlines().index(
        next(line for line in longer.splitlines() if "arange" in line)
    )
    assert added + 1 not in more
    assert theirs == {line if line <= added else line - 1 for line in more}
    assert 3 not in theirs
    assert {4, 5, 6, 7} <= theirs


def test_what_the_reference_solution_holds_is_nobodys():
    assert found({**OTHERS, "ada": OWN, "ben": OWN}, known=[disguised(OWN)]) == []


def test_a_short_answer_that_all_right_ones_share_is_no_copy():
    short = "def double(x):\n    return 2 * x\n"
    assert found(dict.fromkeys([f"s{i}" for i in range(40)], short)) == []
    assert found({**OTHERS, "ada": short, "ben": short}) == []


def test_what_many_in_the_class_have_is_no_sign():
    many = {f"same{i}": OWN for i in range(8)}
    few = {f"other{i}": f"def price(x):\n    return x + {i}" for i in range(40)}
    assert found({**many, **few}) == []


def test_two_students_are_too_few_to_know_what_is_usual():
    assert found({"ada": OWN, "ben": OWN}) == []


def test_likeness_of_several_short_answers_adds_up():
    tasks = {
        f"t{i}": f"def f(x):\n    return x.a{i}(x).b{i}(x)[x.c{i} : -x.d{i}]\n" for i in range(4)
    }
    plain = dict.fromkeys(tasks, "def f(x):\n    return x\n")
    class_ = {"ada": tasks, "ben": tasks, **{f"s{i}": plain for i in range(8)}}
    (pair,) = likeness.pairs(class_, dict.fromkeys(tasks, ()))
    assert {alike.task for alike in pair.tasks} == set(tasks)
    assert likeness.pairs({s: {"t0": own["t0"]} for s, own in class_.items()}, {"t0": ()}) == []


def test_pairs_that_share_a_student_are_one_group():
    codes = {**OTHERS, "ada": OWN, "ben": OWN, **{f"x{i}": f"x = {i}\n" for i in range(30)}}
    codes["cleo"] = disguised(OWN)
    (group,) = likeness.groups({s: {"t": c} for s, c in codes.items()}, {"t": ()})
    assert sorted(group.students) == ["ada", "ben", "cleo"]
    assert len(group.pairs) == 3


@pytest.mark.parametrize(
    "code", ["def f(:\n  '''", "\x00\ud800", "(" * 5000, "    x\n  y\n z", "", "x = 1\\"]
)
def test_code_that_is_no_python_is_compared_as_far_as_it_goes(code):
    assert found({**OTHERS, "ada": code, "ben": code}) == []


def test_independent_right_answers_are_not_flagged_and_a_disguised_copy_is(known):
    for task, given in known.items():
        right = {v.path.stem: v.code for v in all_variants(SET) if v.task == task and v.right}
        everyone = {v.path.stem: v.code for v in all_variants(SET) if v.task == task}
        pairs = found(everyone, given)
        assert not [pair for pair in pairs if set(pair) <= set(right)]
    copied = {**everyone, "copy": disguised(right["right_stratified"])}
    assert ("copy", "right_stratified") in found(copied, given)
