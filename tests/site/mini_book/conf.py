"""A small book with each construct that a page may hold."""

import sys
from pathlib import Path


sys.path.insert(0, str(Path(__file__).parents[3] / "book" / "_ext"))

project = "A small book"
extensions = [
    "myst_nb",
    "sphinx_exercise",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "quiz",
    "interactive",
    "definitions",
    "launch",
]
html_theme = "sphinx_book_theme"
html_baseurl = "https://example.org/course/"
html_theme_options = {
    "repository_url": "https://github.com/someone/course",
    "repository_branch": "main",
}
numfig = True
bibtex_bibfiles = ["references.bib"]
bibtex_reference_style = "author_year"
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "substitution"]
nb_execution_mode = "off"
