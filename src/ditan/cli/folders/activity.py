"""Activity data of a folder: a CSV a kind, named by its code; columns by the names of inputs, or by their Chinese labels."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ditan.cli.folders.refusing import Refused
from ditan.cli.folders.workbooks import read_workbooks
from ditan.core.inventory.compiling import Written
from ditan.core.inventory.kinds import KINDS, kind_of

COMMON = {"category": "类别", "label": "名称", "notation": "标识符", "reason": "标识符理由", "source": "数据来源"}
SPREAD = "±"
"""Before the name of an input: the column of its uncertainty."""
MOST_ROWS = 5_000
MOST_BYTES = 50_000_000
FACTORS = "factors.csv"


@cache
def columns_of(kind: str) -> Mapping[str, str]:
    """By every heading that a column of the kind may have, what it is."""
    inputs = {each.name: each.label for each in kind_of(kind).inputs}
    named = {label: name for name, label in (*COMMON.items(), *inputs.items())}
    plain = {name: name for name in (*COMMON, *inputs)}
    return {**named, **plain, **{SPREAD + heading: SPREAD + name for heading, name in {**named, **plain}.items()}}


def heading_of(kind: str) -> list[str]:
    """The columns of an empty file."""
    inputs = [each.name for each in kind_of(kind).inputs]
    return ["category", "label", *inputs, "notation", "reason", "source"]


def read_activity(folder: Path) -> tuple[list[Written], list[Refused]]:
    """Every row of every CSV and workbook of the folder, and every place that cannot be read."""
    kinds = {each.code for each in KINDS}
    rows: list[Written] = []
    wrong: list[Refused] = []
    for path in sorted(folder.glob("*.csv")):
        if path.name == FACTORS:
            continue
        if path.stem not in kinds:
            message = "文件名不是源类型的编号；`ditan inventory methods` 列出全部，请改名或移出文件夹。"
            wrong.append(Refused(path.name, 0, "", message))
            continue
        found, faults = read_file(path)
        rows += found
        wrong += faults
    held, faults = read_workbooks(folder)
    rows, wrong = [*rows, *held], [*wrong, *faults]
    if len(rows) > MOST_ROWS:
        wrong.append(Refused(folder.name, 0, "", f"有 {len(rows)} 行，一份清单最多 {MOST_ROWS} 行；请按源合并。"))
    return rows, wrong


def read_file(path: Path) -> tuple[list[Written], list[Refused]]:
    """The rows of one file, of the kind that it is named after."""
    text = _text(path)
    if isinstance(text, Refused):
        return [], [text]
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        return [], [Refused(path.name, 0, "", f"不是有效的 CSV（{error}）；请检查引号和逗号。")]
    heading = [cell.strip() for cell in table[0]] if table else []
    if wrong := _heading(path, heading):
        return [], wrong
    names = [columns_of(path.stem)[_bare(cell, path.stem)] for cell in heading]
    rows: list[Written] = []
    for number, cells in enumerate(table[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            message = f"有 {len(cells)} 列，表头有 {len(names)} 列；请检查多出或缺少的逗号和引号。"
            wrong.append(Refused(path.name, number, "", message))
            continue
        rows.append(_row(f"{path.name}:{number}", path.stem, dict(zip(names, cells, strict=True))))
    return rows, wrong


def place_of(written: Written, column: str, message: str) -> Refused:
    """A fault of a row that was read, at its file, row and column."""
    file, _, number = written.name.rpartition(":")
    return Refused(file, int(number), "" if column == "row" else column, message)


def _row(name: str, kind: str, given: Mapping[str, str]) -> Written:
    common = {each: given.get(each, "").strip() for each in COMMON}
    cells = {each: text for each, text in given.items() if each not in COMMON and not each.startswith(SPREAD)}
    spread = {each.removeprefix(SPREAD): text for each, text in given.items() if each.startswith(SPREAD)}
    return Written(
        name,
        kind,
        common["category"],
        cells,
        label=common["label"],
        notation=common["notation"].upper(),
        reason=common["reason"],
        source=common["source"],
        uncertainty=spread,
    )


def _heading(path: Path, heading: list[str]) -> list[Refused]:
    known = columns_of(path.stem)
    bare = [_bare(cell, path.stem) for cell in heading]
    available = "、".join(heading_of(path.stem))
    wrong = [
        Refused(path.name, 1, cell or f"第 {place}", f"没有这样的列；可用：{available}。")
        for place, (cell, name) in enumerate(zip(heading, bare, strict=True), 1)
        if name not in known
    ]
    codes = [known[name] for name in bare if name in known]
    wrong += [
        Refused(path.name, 1, name, "此列出现两次；请删去一列。")
        for name in dict.fromkeys(codes)
        if codes.count(name) > 1
    ]
    if "category" not in codes:
        wrong.append(Refused(path.name, 1, "category", "缺少此列；每行须写明类别，如 1.A.2.f。"))
    return wrong


def _bare(heading: str, kind: str) -> str:
    """The heading without the unit that stands in brackets after it."""
    if heading in columns_of(kind):
        return heading
    return heading.split("（")[0].split("(")[0].rstrip("* ").strip()


def _text(path: Path) -> str | Refused:
    if path.stat().st_size > MOST_BYTES:
        return Refused(path.name, 0, "", f"超过 {MOST_BYTES // 1_000_000} MB；请拆分或删去无关内容。")
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return Refused(path.name, 0, "", "编码既不是 UTF-8 也不是 GB18030；请用表格软件另存为 CSV（UTF-8）。")
