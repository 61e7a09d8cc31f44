"""Note the factors that are released, so that none of them is changed later.

    .venv/bin/python -m tools.release_factors

Writes, for each file of factors, how many rows it has and a digest over what they say. A file whose released rows have
changed is refused: a corrected value is a new row with a new code at the end of the file.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from ditan.core.factors.factor import Factor
from ditan.core.factors.loading import factor_files, load
from ditan.core.factors.releasing import digest
from tools.assets import ROOT

RELEASED = ROOT / "tests" / "core" / "factors" / "released.csv"


def released(path: Path = RELEASED) -> dict[str, tuple[int, str]]:
    """By file, how many rows were released and their digest."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["file"]: (int(row["rows"]), row["sha256"]) for row in csv.DictReader(file)}


def changed(name: str, factors: tuple[Factor, ...], noted: tuple[int, str]) -> str:
    """What is wrong with a file against what was released; empty where nothing is."""
    rows, sha256 = noted
    if len(factors) < rows:
        return f"{name} 已发布 {rows} 行，现在只有 {len(factors)} 行；已发布的因子不得删除，请恢复。"
    if digest(factors[:rows]) != sha256:
        return f"{name} 已发布的前 {rows} 行有改动；已发布的数值、单位和适用范围不得修改，更正请在文件末尾另加一行、用新编号。"
    return ""


def main() -> None:
    """Write the list, or say what was changed."""
    noted = released()
    files = {path.name: tuple(load([path])) for path in factor_files()}
    faults = [f"{name} 已发布，现在没有这个文件；请恢复。" for name in noted if name not in files]
    faults += [fault for name in noted if name in files and (fault := changed(name, files[name], noted[name]))]
    if faults:
        sys.exit("\n".join(faults))
    with RELEASED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("file", "rows", "sha256"))
        writer.writerows((name, len(factors), digest(factors)) for name, factors in files.items())
    print(f"{RELEASED.relative_to(ROOT)}：{len(files)} 个文件，{sum(map(len, files.values()))} 个因子")


if __name__ == "__main__":
    main()
