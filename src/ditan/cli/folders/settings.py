"""`inventory.toml`: of which region and year, and with which factors and GWPs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ditan.cli.folders.refusing import FolderRefused, Refused
from ditan.core.factors.reading import GWP_SETS
from ditan.core.factors.sets import sets
from ditan.core.inventory.places import province_of

FILE = "inventory.toml"
FIRST_YEAR, LAST_YEAR = 1990, 2100
BLANK = """# 清单设置。带 # 的行是说明。
title = "某区 {year} 年温室气体和大气污染物清单"
region = "500000"            # 行政区划代码；电网等因子按其所在的省取
year = {year}
gwp_set = "AR5"              # AR4、AR5 或 AR6
factor_sets = [              # 因子集，先列的优先；`ditan factors sets` 列出全部
  "local",
  "provincial_guide_2025",
  "tcses_144_2024",
  "mee_grid_notices",
  "mee_vehicle_2014",
  "ipcc_2019",
  "ipcc_2006",
]
unverified = false           # 是否允许使用未核实的因子；用了的结果会注明
# base_year = 2020
# institution = "某区生态环境局"
# boundary = "边界与说明"
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of an inventory.

    Parameters
    ----------
    region
        Code of the region; `place` is the name under which factors know its province.
    factor_sets
        In the order in which they are asked.
    """

    title: str
    region: str
    year: int
    gwp_set: str
    factor_sets: tuple[str, ...]
    unverified: bool = False
    base_year: int | None = None
    institution: str = ""
    boundary: str = ""

    @property
    def place(self) -> str:
        return province_of(self.region)


def read_settings(folder: Path) -> Settings:
    """The settings of a folder; `FolderRefused` names every one that will not do."""
    path = folder / FILE
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        message = f"文件夹中没有这个文件；`ditan inventory template {folder}` 可生成空白文件夹。"
        raise FolderRefused([Refused(FILE, 0, "", message)]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FolderRefused([Refused(FILE, 0, "", f"不是有效的 TOML（{error}）；请按模板改正。")]) from None
    wrong = _faults(given)
    if wrong:
        raise FolderRefused([Refused(FILE, 0, name, message) for name, message in wrong.items()])
    return Settings(**{**given, "factor_sets": tuple(given["factor_sets"])})


def _faults(given: Mapping[str, Any]) -> dict[str, str]:
    known = [each.name for each in fields(Settings)]
    wrong = {name: f"没有这一项设置；可用：{'、'.join(known)}。" for name in given if name not in known}
    for name in ("title", "region", "gwp_set", "institution", "boundary"):
        if not isinstance(given.get(name, ""), str):
            wrong[name] = f"“{given[name]}”应为文字，写在引号内。"
    if not str(given.get("title") or "").strip():
        wrong["title"] = "没有填写；请填清单名称。"
    if not province_of(str(given.get("region") or "")):
        wrong["region"] = f"“{given.get('region', '')}”不是行政区划代码；应如 500000（重庆市）、500151（铜梁区）。"
    year, base = given.get("year"), given.get("base_year")
    if not _is_year(year):
        wrong["year"] = f"“{'' if year is None else year}”不是年份；应为 {FIRST_YEAR}—{LAST_YEAR} 之间的整数。"
    elif base is not None and not (_is_year(base) and base <= year):
        wrong["base_year"] = f"“{base}”不能作基准年；应为不晚于清单年份 {year} 的年份。"
    if given.get("gwp_set") not in GWP_SETS:
        wrong["gwp_set"] = f"“{given.get('gwp_set', '')}”不是一套 GWP；可用：{'、'.join(GWP_SETS)}。"
    if not isinstance(given.get("unverified", False), bool):
        wrong["unverified"] = f"“{given['unverified']}”应为 true 或 false。"
    chosen = given.get("factor_sets")
    if not isinstance(chosen, list) or not chosen or not all(isinstance(each, str) for each in chosen):
        wrong["factor_sets"] = "没有选因子集；请至少列一套，先列的优先。"
    elif unknown := [each for each in chosen if each not in sets()]:
        wrong["factor_sets"] = f"没有这些因子集：{'、'.join(unknown)}；`ditan factors sets` 列出全部。"
    elif len(set(chosen)) != len(chosen):
        wrong["factor_sets"] = "同一套因子列了两次；请删去一次。"
    return wrong


def _is_year(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and FIRST_YEAR <= value <= LAST_YEAR
