"""Sound plans, invented for this test, give no finding; with one fault put in, that fault is found and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from ditan.core.lexicon import load_lexicon
from ditan.core.reading import check_plans, read_document
from ditan.core.reading.draft import Draft

INVENTED = Path(__file__).parents[2] / "data/invented"
LINJIANG = (INVENTED / "linjiang-environment.txt").read_text(encoding="utf-8")


def read(text: str, name: str = "plan.txt") -> Draft:
    return read_document(text.encode(), name=name, lexicon=load_lexicon())


@pytest.mark.parametrize("path", sorted(INVENTED.glob("*.txt")), ids=lambda path: path.stem)
def test_a_sound_plan_gives_no_finding(path: Path) -> None:
    draft = read(path.read_text(encoding="utf-8"))
    assert len(draft.targets) > 20, "the plan must be read before it can be found sound"
    assert draft.findings == ()


FAULTS = [
    ("12项指标", "13项指标", "announced-count-differs"),
    ("约束性指标7项", "约束性指标8项", "announced-count-differs"),
    ("4大类6个项目", "4大类8个项目", "announced-count-differs"),
    ("254000", "254100", "total-differs"),
    ("PM2.5年均浓度控制在30", "PM2.5年均浓度控制在28", "value-differs"),
    ("森林覆盖率稳定在61.2%以上", "森林覆盖率稳定在61.8%以上", "value-differs"),
    ("农村生活污水治理率达到40%。\n", "农村生活污水治理率达到45%。\n", "value-differs"),
    ("森林覆盖率达到62%", "森林覆盖率达到60%", "target-weakens"),
    ("| 68 | 72 |", "| 74 | 72 |", "target-already-met"),
    ("12.5:48.3:39.2", "12.5:48.3:41.2", "shares-do-not-add"),
    ("| 93 | 95 | 约束性", "| 93 | 105 | 约束性", "share-above-all"),
    ("2022-2024 | 48000", "2019-2024 | 48000", "outside-period"),
    ("2022-2024 | 48000", "2024-2022 | 48000", "period-reversed"),
    ("第四章 深入", "第三章 深入", "number-repeated"),
    ("规模600吨/日", "规模600/日", "unit-lost"),
    ("改造雨污合流管网35公里", "改造泵站5座,改造雨污合流管网35", "unit-lost"),
    ("新增污水处理能力1.5万吨/日", "建成城区污水处理厂处理能力1.5吨/日", "number-damaged"),
    ("淘汰国三及以下", "淘汰国及以下", "number-damaged"),
    ("拆除燃煤锅炉86台（共320蒸吨）", "拆除燃煤锅炉86320蒸吨", "number-damaged"),
    ("其中乡镇污水处理厂22座", "其中乡镇污水处理厂82座", "part-above-whole"),
    ("县发改局、县经信局、市", "县发改局、县经信局、、市", "department-list-open"),
    ("坚持以习近平生态文明思想为指导。", "坚持以习近平生态文明思想为指导。主要任务见专栏7。", "reference-dangling"),
    ("城镇污水处理率达到96%", "年发电量达到3万千瓦", "unit-wrong"),
]


@pytest.mark.parametrize(("sound", "faulty", "code"), FAULTS, ids=[f"{code}: {faulty}" for _, faulty, code in FAULTS])
def test_one_fault_gives_its_one_finding(sound: str, faulty: str, code: str) -> None:
    assert LINJIANG.count(sound) == 1
    draft = read(LINJIANG.replace(sound, faulty))
    assert [one.code for one in draft.findings] == [code]


def neighbour(replaced: tuple[str, str]) -> Draft:
    """Another plan of the same county."""
    text = LINJIANG.replace("生态环境保护规划", "应对气候变化规划", 1).replace(*replaced)
    return read(text, "other.txt")


def test_two_plans_of_one_county_that_agree_do_not_contradict_each_other() -> None:
    assert check_plans([read(LINJIANG), neighbour(("不", "不"))]) == ()


def test_two_plans_of_one_county_that_ask_different_shares() -> None:
    found = check_plans(
        [read(LINJIANG), neighbour(("非化石能源占一次能源消费比重达到35%", "非化石能源占一次能源消费比重达到30%"))]
    )
    assert [one.code for one in found] == ["plans-differ"]
    assert [side.file for side in found[0].spans] == ["other.txt", "plan.txt"]


def test_a_later_year_of_another_plan_may_not_ask_less() -> None:
    found = check_plans(
        [
            read(LINJIANG),
            neighbour(("到2025年，一般工业固体废物综合利用率达到85%", "到2030年，一般工业固体废物综合利用率达到80%")),
        ]
    )
    assert [one.code for one in found] == ["plans-weaken"]
