"""What cannot be taken of a folder: file, row, column, and a sentence with the rule and the remedy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """One place. `row` is the one that a spreadsheet shows (the heading is 1), 0 for the whole file."""

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        row = f" 第 {self.row} 行" if self.row else ""
        column = f" {self.column} 列" if self.column else ""
        return f"{self.file}{row}{column}：{self.message}"


class FolderRefused(ValueError):
    """A folder of which nothing is computed; `places` are all that have to be put right."""

    def __init__(self, places: Sequence[Refused]) -> None:
        super().__init__("\n".join(map(str, places)))
        self.places = tuple(places)
