"""Every word of the site is in a dictionary, or in our list of terms."""

import json
import re
from pathlib import Path

from npm_tools import run


TESTS = Path(__file__).parents[1]


def unknown_words(folder, *files):
    """What cspell does not know, as `file:line:column - Unknown word (...)`.

    The folder holds `cspell.json`, which names the files if none is given.
    """
    words = ["lint", "--no-progress", "--config", "cspell.json", *files]
    result = run("cspell/bin.mjs", *words, cwd=folder)
    assert re.search(r"Files checked: [1-9]", result.stdout + result.stderr), result.stderr
    return [line for line in result.stdout.splitlines() if "Unknown word" in line]


def test_every_word_is_known():
    assert unknown_words(TESTS) == [], (
        "correct the word, or add a term of the field to tests/words.txt"
    )


def test_a_misspelled_word_is_found(tmp_path):
    (tmp_path / "page.md").write_text("# A page\n\nThe elastcity of `sbustitution` is $\\sgima$.\n")
    config = json.loads((TESTS / "cspell.json").read_text())
    config["dictionaryDefinitions"][0]["path"] = str(TESTS / "words.txt")
    (tmp_path / "cspell.json").write_text(json.dumps(config))
    found = "\n".join(unknown_words(tmp_path, "page.md"))
    assert "elastcity" in found
    assert "sbustitution" not in found and "sgima" not in found


def test_the_list_of_terms_is_sorted():
    terms = (TESTS / "words.txt").read_text().split()
    assert terms == sorted(set(terms), key=str.lower)
