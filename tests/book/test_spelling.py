"""Every word of the site is in a dictionary, or in our list of terms."""

import json
from pathlib import Path

from npm_tools import run


TESTS = Path(__file__).parents[1]


def unknown_words(*files):
    """What cspell does not know, as `file:line:column - Unknown word (...)`."""
    words = ["lint", "--no-progress", "--no-summary", "--config", "cspell.json", *map(str, files)]
    result = run("cspell/bin.mjs", *words, cwd=TESTS)
    assert result.returncode in (0, 1), result.stderr
    return result.stdout.splitlines()


def test_every_word_is_known():
    assert unknown_words() == [], "correct the word, or add a term of the field to tests/words.txt"


def test_a_misspelled_word_is_found(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# A page\n\nThe elastcity of `sbustitution` is $\\sgima$.\n")
    config = json.loads((TESTS / "cspell.json").read_text())
    config["dictionaryDefinitions"][0]["path"] = str(TESTS / "words.txt")
    settings = tmp_path / "cspell.json"
    settings.write_text(json.dumps(config))
    result = run("cspell/bin.mjs", "lint", "--no-progress", "page.md", cwd=tmp_path)
    assert [line for line in result.stdout.splitlines() if "Unknown word" in line] != []
    assert "elastcity" in result.stdout
    assert "sbustitution" not in result.stdout and "sgima" not in result.stdout


def test_the_list_of_terms_is_sorted_and_used():
    terms = (TESTS / "words.txt").read_text().split()
    assert terms == sorted(set(terms), key=str.lower)
