"""A CSV file of somebody else's, written back as it was but for the cells that were filled in."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import UserError
from autograder.exporting import cells


BOM = b"\xef\xbb\xbf"
MAX_CELL = 10_000_000


@dataclass
class Sheet:
    """The rows of a CSV file, header first, and how the file writes them."""

    path: Path
    rows: list[list[str]]
    delimiter: str
    newline: str
    bom: bool

    @property
    def header(self) -> list[str]:
        return self.rows[0]

    def get(self, row: int, column: int | None) -> str:
        """A cell's text; empty beyond the end of a short row."""
        if column is None or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    def put(self, row: int, column: int, text: str) -> None:
        line = self.rows[row]
        line.extend([""] * (column + 1 - len(line)))
        line[column] = text

    def column(self, name: str) -> int | None:
        """The place of a column, found without regard to case and spaces."""
        names = [" ".join(title.split()).casefold() for title in self.header]
        return names.index(name.casefold()) if name.casefold() in names else None

    def defuse(self, columns: list[int]) -> None:
        """Make the names in some columns texts that no spreadsheet will run."""
        for row in range(1, len(self.rows)):
            for column in columns:
                if text := self.get(row, column):
                    self.put(row, column, cells.text(text))

    def comma(self, columns: list[int]) -> bool:
        """Whether numbers in these columns are written with a decimal comma."""
        texts = [
            self.get(row, column).strip() for row in range(len(self.rows)) for column in columns
        ]
        commas = any(re.fullmatch(r"-?[\d.]*\d,\d+", text) for text in texts)
        points = any(re.fullmatch(r"-?[\d,]*\d\.\d+", text) for text in texts)
        return commas or (self.delimiter == ";" and not points)

    def content(self) -> bytes:
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, delimiter=self.delimiter, lineterminator=self.newline)
        writer.writerows(self.rows)
        return (BOM if self.bom else b"") + stream.getvalue().encode("utf-8")


def read(path: Path) -> Sheet:
    """Read a CSV file with commas, semicolons or tabs.

    Raises:
        UserError: there is none, or it is not one in UTF-8.
    """
    try:
        data = Path(path).read_bytes()
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        raise UserError(f"There is no file {path}.") from None
    except UnicodeDecodeError:
        raise UserError(
            f"{path} is not text in UTF-8. Give the file as it was downloaded, "
            "or save it as CSV UTF-8."
        ) from None
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from None
    first = _rows(text, path, ",")
    if not first or not any(first[0]):
        raise UserError(f"{path} is empty.")
    delimiter = max(",;\t", key=lambda mark: len(_rows(text, path, mark, 1)[0]))
    newline = "\r\n" if "\r\n" in text else "\n"
    return Sheet(Path(path), _rows(text, path, delimiter), delimiter, newline, data.startswith(BOM))


def _rows(text: str, path: Path, delimiter: str, most: int | None = None) -> list[list[str]]:
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [row for _, row in zip(range(most), reader, strict=False)] if most else list(reader)
    except csv.Error as error:
        raise UserError(f"{path} is no CSV file: line {reader.line_num}: {error}.") from None
