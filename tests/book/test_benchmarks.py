"""Headline benchmarks: ways agree, results say where they come from, the page shows them all."""

import json
import math
from copy import deepcopy
from functools import partial

import jax
import pytest
from measured import plots, tables
from measured.results import CPU, Machine, Unknown, read
from pages import ROOT, SITE, soup

from benchmarks.headline import clock
from benchmarks.headline.case import OURS, Case, Way, Work
from benchmarks.headline.machine import about
from benchmarks.headline.run import WrongAnswer, first_look, run_case
from benchmarks.headline.topics import TOPICS


RESULTS = ROOT / "benchmarks" / "results"
PAGE = "book/further/benchmarks"
LIMITS = {"bandwidth": 1e10, "arithmetic 32": 1e11, "arithmetic 64": 5e10, "launch": 1e-5}


@pytest.fixture(scope="module")
def found():
    return json.loads((RESULTS / CPU).read_text())


@pytest.fixture
def with_gpu(tmp_path, found):
    """A folder of results with those of a GPU that does not exist."""
    made_up = deepcopy(found)
    made_up["about"] |= {"backend": "gpu", "device": "Made-up 9000", "date": "2031-05-04"}
    for topic in made_up["topics"]:
        for case in topic["cases"]:
            for way in case["ways"]:
                way["seconds"] = {"median": 0.123, "least": 0.1, "most": 0.2}
    (tmp_path / CPU).write_text(json.dumps(found))
    (tmp_path / "headline-made-up-9000.json").write_text(json.dumps(made_up))
    return read(tmp_path)


def silent(_):
    pass


@pytest.mark.parametrize("name", TOPICS)
def test_all_ways_of_a_topic_agree(name):
    """`first_look` raises where one is too far from the truth."""
    topic = TOPICS[name]
    with jax.enable_x64(topic.x64):
        for case in topic.cases(small=True):
            ways = [way for way in case.ways if way is not None]
            assert [way.kind for way in ways].count(OURS) == 1
            for way in ways:
                assert first_look(way, case, silent)["first call"] > 0


def task(*answers, tolerance=0.1):
    """A task whose truth is one, done in as many ways as there are answers."""
    ways = [
        Way(f"way {n}", partial(float, a), OURS if n == 0 else "document")
        for n, a in enumerate(answers)
    ]
    return Case("task", "A task", ways, lambda a: abs(a - 1), "difference", tolerance, Work(1, 1))


def test_a_wrong_answer_ends_the_run():
    with pytest.raises(WrongAnswer, match="task, way 1: difference is 0.5, which is above 0.1"):
        run_case(task(1.0, 1.5), 3, LIMITS, silent)


def test_ratios_are_to_ours_and_shares_to_the_limit():
    row = run_case(task(1.0, 1.0), 3, LIMITS, silent)
    assert row["ways"][0]["ratio"] == {"median": 1.0, "least": 1.0, "most": 1.0}
    assert row["ahead"]["of"] == "way 1"
    assert row["limit"]["by"] == "launch"
    assert len(row["ways"][1]["rounds"]) == 3


def test_ways_are_timed_in_turn(monkeypatch):
    monkeypatch.setattr(clock, "SAMPLE", 0.0)
    calls = []
    clock.in_turn({name: partial(calls.append, name) for name in "AB"}, 3, silent)
    assert "".join(calls) == "AB" + 3 * "AB"


def test_the_results_say_where_and_when(found):
    machine = found["about"]
    assert machine.keys() >= about().keys()
    assert {"jax", "numpy", "numba", "python"} <= machine["versions"].keys()
    assert machine["backend"] == "cpu" and machine["cores"] and machine["processor"]
    assert len(machine["date"]) == 10 and machine["minutes"] < 10


def test_the_results_are_complete(found):
    assert [topic["name"] for topic in found["topics"]] == list(TOPICS)
    for topic in found["topics"]:
        for case in topic["cases"]:
            assert case["limit"]["share"]["median"] > 0
            for way in case["ways"]:
                assert len(way["rounds"]) >= 5
                assert math.isfinite(way["error"])


def test_every_gpu_result_names_its_device():
    for path in RESULTS.glob("headline-*.json"):
        machine = json.loads(path.read_text())["about"]
        assert path.name == CPU or machine["backend"] == "gpu"


@pytest.mark.skipif(not SITE.is_dir(), reason="the book is not built: run `make site`")
def test_the_page_shows_every_row_of_the_results(found):
    page = soup(PAGE)
    for topic in found["topics"]:
        for case in topic["cases"]:
            table = page.select_one(f"#tab-bench-{case['name']}").get_text(" ")
            for way in case["ways"]:
                assert way["name"] in table
                assert way["kind"] == OURS or tables.ratio(way["ratio"]) in table
    text = page.get_text(" ")
    assert found["about"]["date"] in text and found["about"]["device"] in text


def test_without_a_gpu_its_column_says_so(found):
    machines = [Machine(found)]
    for text in (tables.summary(machines), tables.about(machines), tables.case(machines, "selu")):
        assert tables.NOT_YET in text


def test_a_gpu_fills_its_column(with_gpu, tmp_path):
    assert [machine.kind for machine in with_gpu] == ["CPU", "GPU"]
    for name in with_gpu[0].cases:
        assert "| 123 ms |" in tables.case(with_gpu, name)
    said = tables.summary(with_gpu) + tables.about(with_gpu) + tables.case(with_gpu, "selu")
    assert tables.NOT_YET not in said
    assert "Made-up 9000" in said and "2031-05-04" in said
    for name in ("speed", "limits"):
        assert ":alt:" in plots.figure(name, with_gpu, tmp_path)
        assert (tmp_path / f"{name}.png").stat().st_size > 10_000


def test_a_trial_is_marked_as_one(found):
    found = deepcopy(found)
    for small in (False, True):
        found["about"]["small"] = small
        assert ("tiny sizes" in tables.summary([Machine(found)])) == small


def test_an_unknown_name_is_answered_with_those_that_there_are(found):
    with pytest.raises(Unknown, match="no case is called 'sleu'; there are .*selu"):
        tables.case([Machine(found)], "sleu")
    with pytest.raises(Unknown, match="selu has no way 'Julia'; it has .*NumPy"):
        tables.ratio_of(Machine(found), "selu", "Julia")


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.523, "0.52"), (0.0041, "0.0041"), (5.64, "5.6"), (56.4, "56"), (1234.5, "1,230")],
)
def test_numbers_are_as_long_as_needed(value, text):
    assert tables.number(value) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(3.21, "3.2 s"), (0.6, "0.6 s"), (2e-3, "2.0 ms"), (4e-7, "0.4 µs")]
)
def test_times_have_a_unit_that_fits(seconds, text):
    assert tables.time(seconds) == text
