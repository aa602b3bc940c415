"""What Jupyter's libraries bring along costs nothing until it is used."""

import subprocess
import sys


PROGRAM = """
import sys
import autograder, nbformat, jsonschema
assert "lark" not in sys.modules, "the grammar was built"
checker = jsonschema.FormatChecker()
for text, right in [("https://example.org/ä", True), ("no address", False)]:
    assert checker.conforms(text, "iri") == right, text
assert "lark" in sys.modules
from rfc3987_syntax import is_valid_syntax_iri
assert is_valid_syntax_iri("https://example.org/ä")
"""


def test_the_grammar_of_addresses_is_built_when_it_is_used():
    subprocess.run([sys.executable, "-c", PROGRAM], check=True)
