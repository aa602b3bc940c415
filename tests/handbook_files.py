"""What the handbook takes as given: a download from Canvas and the gradebook exported there.

python tests/handbook_files.py submissions.zip gradebook.csv
"""

import csv
import sys
import zipfile

import nbformat
from demo_class import KELVIN, RIGHT, SET, SUMMARIZE, answered


WRONG = {
    "celsius_to_kelvin": KELVIN.replace("+ 273.15", "- 273.15"),
    "summarize": SUMMARIZE.replace("jnp.std(x)", "jnp.std(x, ddof=1)"),
}
CLASS = {
    "Lovelace, Ada": ("101", "ada", "lovelaceada", RIGHT),
    "Bitdiddle, Ben": ("102", "ben", "bitdiddleben", RIGHT | WRONG),
    "Müller, Zoë": ("103", "zoe", "müllerzoë", {}),
}


def main(download: str, gradebook: str) -> None:
    with zipfile.ZipFile(download, "w") as archive:
        for number, _, squeezed, answers in CLASS.values():
            name = f"{squeezed}_{number}_9{number}_{SET}.ipynb"
            archive.writestr(name, nbformat.writes(answered(SET, answers)))
        archive.writestr(f"stranger_999_9999_{SET}.ipynb", nbformat.writes(answered(SET, RIGHT)))
    with open(gradebook, "w", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream)
        rows.writerow(["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Homework 1 (7)"])
        rows.writerow(["    Points Possible", "", "", "", "", "30.00"])
        for student, (number, login, *_) in CLASS.items():
            rows.writerow([student, number, "", login, "Econ 501", ""])


if __name__ == "__main__":
    main(*sys.argv[1:])
