"""Numbers that cannot be what the plan meant: lost scales, run-together digits, impossible sizes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ditan.core.reading.check.plan import Plan, Stretch, finding
from ditan.core.reading.draft import Finding

RESERVOIR = re.compile(
    r"(?<![0-9.])(?P<number>[0-9]+(?:\.[0-9]+)?)\s?(?P<unit>万m3|亿m3|m3|万立方米|亿立方米|立方米|万方|方)(?P<size>大|中|小)\s?(?:\([一二12ⅠⅡ]\))?型水库"
)
RESERVOIR_SIZES = {"大": (1e8, 1e12), "中": (1e7, 1e8), "小": (1e5, 1e7)}
"""Storage of 大型, 中型 and 小型 reservoirs in m³ (SL 252-2017, table 3.0.1)."""

SCALES = {"万": 1e4, "亿": 1e8}
CAPACITY = re.compile(
    r"(?:中水|再生水|供水|污水|水厂|给水)[^,。;;\n0-9]{0,12}(?:能力|规模|回用量|处理量|供水量)[^,。;;\n0-9]{0,4}"
    r"(?P<whole>(?P<number>[0-9]+(?:\.[0-9]+)?)\s?(?:m3|立方米|吨|t)\s?(?:/|每|·)\s?(?:天|日|d))"
)
SMALL_WORKS = re.compile(r"村|农|一体化|医疗|小型|微|点位|户|站")
SMALLEST_WORKS = 10.0
"""No town's waterworks handle fewer cubic metres a day: a 万 is lost. Village plants may."""

AREA = re.compile(r"(?<![0-9.])(?P<number>[0-9]{4,})\s?(?:km2|平方公里|平方千米)")
LARGEST_AREA = {"province": 1_700_000, "municipality": 90_000, "city": 260_000, "district": 30_000, "zone": 5_000}
"""More square kilometres than any division of the level has; counties reach 200 000."""

SMALL_RIVERS = re.compile(
    r"(?<![0-9])(?P<whole>3000\s?(?:km2|平方公里|平方千米)(?:及)?以上)(?:的)?(?:中小河流|中小流域)"
)
BOILERS = re.compile(r"锅炉(?P<whole>(?P<number>[0-9]{4,})\s?蒸吨)")
MOST_STEAM = {"province": 200_000, "municipality": 100_000, "city": 60_000}
MOST_STEAM_OF_A_COUNTY = 10_000
RATED = re.compile(r"(?P<whole>(?P<number>[0-9]{2,3})(?P<unit>兆瓦|MW|万千瓦|千瓦|蒸吨)级?)[^。;\n]{0,16}机组")
SETS = re.compile(r"分(?P<phases>[0-9一二两三四])期[^。;\n]{0,8}每期(?P<each>[0-9一二两三四五六])[台套]")
STANDARD = re.compile(
    r"(?<![全我各中外本出回一])国(?=及以[下上](?:排放)?(?:标准)?(?:的)?[^。;,]{0,6}(?:汽车|货车|车辆|柴油|燃气|汽油|机动车))"
)
NUMERALS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Damage:
    """A damaged number in a stretch: where it stands and what is wrong."""

    start: int
    end: int
    message: str


def damaged_numbers(plan: Plan) -> Iterable[Finding]:
    """Findings of one plan; a number printed twice the same way gives one finding with both places."""
    level = _level(plan)
    places: dict[str, list[tuple[int, int]]] = {}
    for paragraph in plan.paragraphs:
        if not any(char.isdigit() or char == "国" for char in paragraph.text):
            continue
        for rule in RULES:
            for damage in rule(paragraph, level):
                at = (paragraph.start + damage.start, paragraph.start + damage.end)
                places.setdefault(damage.message, []).append(at)
    for message, spans in places.items():
        yield finding("number-damaged", "warning", message, (plan.at(*span) for span in spans))


def _level(plan: Plan) -> str:
    """The level of the plan's region; of a region that the lexicon lacks, what its name ends with."""
    region = plan.lexicon.region_by_code(plan.draft.document.region_code)
    if region is not None:
        return region.level
    name = plan.draft.document.region
    endings = (("自治区", "province"), ("省", "province"), ("市", "city"), (("区", "县", "旗"), "district"))
    return next((level for ending, level in endings if name.endswith(ending)), "")


def _reservoirs(paragraph: Stretch, level: str) -> Iterable[Damage]:
    for match in RESERVOIR.finditer(paragraph.text):
        volume = float(match["number"]) * SCALES.get(match["unit"][0], 1.0)
        low, high = RESERVOIR_SIZES[match["size"]]
        if not low <= volume <= high:
            printed = match["number"] + match["unit"]
            hint = ",疑缺“万”字" if low <= volume * 1e4 <= high else ""
            message = f"“{printed}{match['size']}型水库”:{match['size']}型水库的库容在{low:,.0f}至{high:,.0f}立方米之间{hint}。"
            yield Damage(match.start(), match.end(), message)


def _capacities(paragraph: Stretch, level: str) -> Iterable[Damage]:
    for match in CAPACITY.finditer(paragraph.text):
        around = paragraph.text[max(0, match.start() - 20) : match.end() + 10]
        if float(match["number"]) < SMALLEST_WORKS and not SMALL_WORKS.search(around):
            message = f"“{match.group()}”:规模过小,疑缺“万”字。"
            yield Damage(match.start(), match.end(), message)


def _areas(paragraph: Stretch, level: str) -> Iterable[Damage]:
    largest = LARGEST_AREA.get(level, 1_700_000)
    for match in AREA.finditer(paragraph.text):
        if float(match["number"]) > largest:
            message = f"“{match.group()}”:面积大于本级行政区可能的面积,疑为两个数连写(如“200-3000”)。"
            yield Damage(match.start(), match.end(), message)
    for match in SMALL_RIVERS.finditer(paragraph.text):
        message = f"“{match.group()}”:中小河流指流域面积200至3000平方公里的河流,“以上”与此矛盾。"
        yield Damage(match.start(), match.end(), message)


def _boilers(paragraph: Stretch, level: str) -> Iterable[Damage]:
    most = MOST_STEAM.get(level, MOST_STEAM_OF_A_COUNTY if level else 200_000)
    for match in BOILERS.finditer(paragraph.text):
        if float(match["number"]) > most:
            message = f"“{match.group()}”:数量大得不合常理,疑为台数与蒸吨数连写。"
            yield Damage(match.start(), match.end(), message)


def _sets(paragraph: Stretch, level: str) -> Iterable[Damage]:
    """41兆瓦 for 4×1兆瓦: the number begins with the count of sets that the sentence gives."""
    for match in RATED.finditer(paragraph.text):
        sets = SETS.search(paragraph.text, match.start(), match.end() + 40)
        if sets is None:
            continue
        count = str(_numeral(sets["phases"]) * _numeral(sets["each"]))
        rest = match["number"].removeprefix(count)
        if rest and rest != match["number"] and not rest.startswith("0"):
            message = (
                f"“{match['whole']}”与“{sets.group()}”(共{count}台)对照,疑为“{count}×{rest}{match['unit']}”漏印乘号。"
            )
            yield Damage(match.start(), sets.end(), message)


def _standards(paragraph: Stretch, level: str) -> Iterable[Damage]:
    for match in STANDARD.finditer(paragraph.text):
        end = min(len(paragraph.text), match.end() + 8)
        message = f"“{paragraph.text[match.start() : end]}”:排放标准的等级(如“国三”)缺失。"
        yield Damage(match.start(), end, message)


def _numeral(word: str) -> int:
    return int(word) if word.isdigit() else NUMERALS[word]


RULES: tuple[Callable[[Stretch, str], Iterable[Damage]], ...] = (
    _reservoirs,
    _capacities,
    _areas,
    _boilers,
    _sets,
    _standards,
)
