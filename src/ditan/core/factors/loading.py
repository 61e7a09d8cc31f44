"""The book of factors that is delivered, read from the CSVs of `data` on first use."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ditan.core.factors.book import FactorBook
from ditan.core.factors.factor import Factor
from ditan.core.factors.reading import COLUMNS, NEEDED, read_factor
from ditan.core.factors.refusal import FactorRefused
from ditan.core.factors.registry import FOLDER

LISTS = ("fuels.csv", "gases.csv", "quantities.csv", "sets.csv")
"""Files of the folder that hold no factors."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A fault of a file: `row` is its line in a spreadsheet (the heading is 1)."""

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"{self.file} 第 {self.row} 行 {self.column} 列：{self.message}"


@cache
def book() -> FactorBook:
    """Every factor that is delivered; read once in a process, when first asked for."""
    return load(factor_files())


def factor_files() -> tuple[Path, ...]:
    """The CSVs that hold factors, by name."""
    return tuple(sorted(path for path in FOLDER.glob("*.csv") if path.name not in LISTS))


def load(paths: Iterable[Path]) -> FactorBook:
    """A book of all factors of the files.

    Raises
    ------
    FactorRefused
        With code `broken`; its message holds every fault of every file, a line each: file, row, column, remedy.
    """
    broken: list[Broken] = []
    factors: list[Factor] = []
    first: dict[str, tuple[str, int]] = {}
    for path in paths:
        for row, factor in _rows(path, broken):
            if factor.code in first:
                file, line = first[factor.code]
                message = f"编号 {factor.code} 已用于 {file} 第 {line} 行；编号一经使用不得重复，请改用新编号。"
                broken.append(Broken(path.name, row, "code", message))
            else:
                first[factor.code] = (path.name, row)
                factors.append(factor)
    if broken:
        lines = "\n".join(str(each) for each in broken)
        raise FactorRefused(f"因子文件有 {len(broken)} 处错误，未载入任何因子：\n{lines}", "broken")
    return FactorBook(factors)


def _rows(path: Path, broken: list[Broken]) -> Iterator[tuple[int, Factor]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        heading = next(reader, [])
        if faults := _heading(heading):
            broken.extend(Broken(path.name, 1, column, message) for column, message in faults)
            return
        for row, cells in enumerate(reader, 2):
            if len(cells) != len(heading):
                message = f"有 {len(cells)} 列，表头有 {len(heading)} 列；请检查多出或缺少的逗号和引号。"
                broken.append(Broken(path.name, row, "全", message))
                continue
            factor, wrong = read_factor(dict(zip(heading, cells, strict=True)))
            broken.extend(Broken(path.name, row, column, message) for column, message in wrong)
            if factor is not None:
                yield row, factor


def _heading(heading: list[str]) -> list[tuple[str, str]]:
    faults = [(name, "缺少此列；请补上。") for name in NEEDED if name not in heading]
    faults += [(name, f"没有这样的列；可用：{'、'.join(COLUMNS)}。") for name in heading if name not in COLUMNS]
    faults += [(name, "此列出现两次；请删去一列。") for name in sorted({n for n in heading if heading.count(n) > 1})]
    return faults
