"""What holds for every reading, whatever stands around the plan, how its lines end and how its bytes are written."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ditan.core.lexicon import load_lexicon
from ditan.core.reading import Draft, check_plan, read_document

PLAN = """铜山区碳达峰实施方案(2023—2025年)

一、主要目标
到2025年,单位地区生产总值二氧化碳排放比2020年下降18%,森林覆盖率达到51%。
到2025年,非化石能源消费占比不低于25%,新能源公交车保有量达到300辆以上。

二、重点任务
(一)推进建筑节能。新建建筑全面执行绿色建筑标准。(责任单位:区住房城乡建委牵头,区发展改革委配合)
(二)发展清洁能源。建设屋顶光伏项目12个,装机容量20万千瓦。(责任单位:区经济信息委、区发展改革委)

三、保障措施
加强组织领导,落实工作责任。
"""
KINDS = ("indicators", "targets", "measures", "tasks", "projects")


def read(data: bytes, name: str = "方案.txt") -> Draft:
    return read_document(data, name=name, lexicon=load_lexicon())


@pytest.fixture(scope="module")
def plain() -> Draft:
    """The plan as UTF-8 with line feeds."""
    return read(PLAN.encode())


def contents(draft: Draft) -> dict[str, list[tuple[object, ...]]]:
    """What the items say, without where they stand."""
    return {
        "targets": [(t.name, t.value, t.unit, t.year, t.comparator, t.base_year) for t in draft.targets],
        "measures": [(m.number, m.title, m.lead, m.cooperating, m.roles) for m in draft.measures],
        "outline": [(h.number, h.title, h.level, h.kind) for h in draft.outline],
    }


def test_the_plan_is_read_as_a_person_reads_it(plain: Draft) -> None:
    assert [(t.name, t.value, t.unit, t.year) for t in plain.targets if t.year == 2025] == [
        ("单位地区生产总值二氧化碳排放下降", 18.0, "%", 2025),
        ("森林覆盖率", 51.0, "%", 2025),
        ("非化石能源消费占比", 25.0, "%", 2025),
        ("新能源公交车保有量", 300.0, "辆", 2025),
    ]
    assert [(m.title, m.lead) for m in plain.measures][:1] == [("推进建筑节能", ("区住房城乡建委",))]
    assert (plain.document.period_start, plain.document.period_end) == (2023, 2025)


def test_reading_twice_gives_the_same_draft(plain: Draft) -> None:
    assert read(PLAN.encode()) == plain


def test_checking_twice_gives_the_same_findings(plain: Draft) -> None:
    assert check_plan(plain, load_lexicon()) == check_plan(plain, load_lexicon())


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_how_lines_end_changes_nothing(plain: Draft, line_end: str) -> None:
    assert read(PLAN.replace("\n", line_end).encode()) == plain


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "utf-16", "utf-8-sig"])
def test_how_the_bytes_are_written_changes_no_item(plain: Draft, encoding: str) -> None:
    assert contents(read(PLAN.encode(encoding))) == contents(plain)


def test_a_mark_of_byte_order_stays_a_character_and_spans_count_it(plain: Draft) -> None:
    marked = read(PLAN.encode("utf-8-sig"))
    assert marked.text == "\ufeff" + plain.text
    assert [t.span for t in marked.targets] == [(t.span[0] + 1, t.span[1] + 1) for t in plain.targets]


@pytest.mark.parametrize("around", ["\n\n\n", "   \n", "\u3000\n"])
def test_blank_lines_before_the_plan_move_every_span_and_change_nothing_else(plain: Draft, around: str) -> None:
    moved = read((around + PLAN).encode())
    assert contents(moved) == contents(plain)
    assert [t.span for t in moved.targets] == [tuple(at + len(around) for at in t.span) for t in plain.targets]


def test_blank_lines_behind_the_plan_change_nothing(plain: Draft) -> None:
    assert contents(read((PLAN + "\n\n \n").encode())) == contents(plain)


def test_the_name_of_the_file_changes_no_item(plain: Draft) -> None:
    other = read(PLAN.encode(), name="另一个名字.txt")
    assert contents(other) == contents(plain)
    assert other.name == "另一个名字.txt"


@pytest.mark.parametrize("kind", [*KINDS, "outline"])
def test_every_item_quotes_its_span(plain: Draft, kind: str) -> None:
    items = getattr(plain, kind)
    assert [item.quote for item in items] == [plain.text[slice(*item.span)] for item in items]
    assert [item for item in items if not 0.0 <= item.confidence <= 1.0] == []


def test_every_finding_quotes_its_spans(plain: Draft) -> None:
    broken = read(PLAN.replace("51%", "5%1").replace("(一)推进", "(二)推进").encode())
    sides = [side for finding in broken.findings for side in finding.spans]
    assert [side.quote for side in sides] == [broken.text[side.start : side.end] for side in sides]


def test_an_item_s_heading_is_one_of_the_outline(plain: Draft) -> None:
    headings = [item.heading for kind in KINDS for item in getattr(plain, kind) if item.heading is not None]
    assert headings
    assert set(headings) <= set(range(len(plain.outline)))


def test_a_heading_s_parent_stands_before_it_and_above_it(plain: Draft) -> None:
    with_parent = [(at, h) for at, h in enumerate(plain.outline) if h.parent is not None]
    assert with_parent
    assert [at for at, heading in with_parent if not heading.parent < at] == []  # type: ignore[operator]
    parents = [(plain.outline[heading.parent], heading) for _at, heading in with_parent]  # type: ignore[index]
    assert [child for parent, child in parents if parent.level >= child.level] == []


def test_more_of_the_plan_leaves_the_targets_that_were_there(plain: Draft) -> None:
    more = PLAN.replace("三、保障措施", "(三)发展绿色交通。到2025年,新能源汽车占比达到40%。\n\n三、保障措施")
    assert contents(read(more.encode()))["targets"][: len(plain.targets)] == contents(plain)["targets"]


@pytest.mark.parametrize(
    ("printed", "value", "comparator"),
    [
        ("达到51%", 51.0, "="),
        ("不低于51%", 51.0, ">="),
        ("达到51%以上", 51.0, ">="),
        ("超过51%", 51.0, ">="),
        ("控制在51%以内", 51.0, "<="),
        ("不高于51%", 51.0, "<="),
        ("达到51%左右", 51.0, "approx"),
    ],
)
def test_a_target_s_comparator_is_the_one_that_is_printed(printed: str, value: float, comparator: str) -> None:
    draft = read(PLAN.replace("森林覆盖率达到51%", f"森林覆盖率{printed}").encode())
    (target,) = [target for target in draft.targets if target.name == "森林覆盖率"]
    assert (target.value, target.comparator) == (value, comparator)


@pytest.mark.parametrize("year", [2025, 2027, 2030, 2035])
def test_a_target_s_year_is_the_one_that_is_printed(year: int) -> None:
    draft = read(PLAN.replace("到2025年,单位", f"到{year}年,单位").encode())
    (target,) = [target for target in draft.targets if "二氧化碳" in target.name]
    assert (target.year, target.base_year) == (year, 2020)


@pytest.mark.parametrize("unit", ["万吨", "亿立方米", "公顷", "万千瓦", "万亩", "个", "平方公里", "吨标准煤/万元"])
def test_a_target_s_unit_is_the_one_that_is_printed(unit: str) -> None:
    draft = read(PLAN.replace("新能源公交车保有量达到300辆以上", f"绿色设施总规模达到300{unit}以上").encode())
    (target,) = [target for target in draft.targets if "绿色设施" in target.name]
    assert (target.value, target.unit, target.comparator) == (300.0, unit, ">=")


def test_progress_names_its_stages_and_ends_at_the_whole() -> None:
    heard: list[tuple[str, float]] = []
    read_document(PLAN.encode(), name="a.txt", lexicon=load_lexicon(), progress=lambda *one: heard.append(one))
    shares = [share for _stage, share in heard]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert all(stage for stage, _share in heard)


def test_a_draft_as_json_holds_nothing_that_json_cannot(plain: Draft) -> None:
    again = json.loads(json.dumps(plain.as_json(), ensure_ascii=False, allow_nan=False))
    assert [target["name"] for target in again["targets"]] == [target.name for target in plain.targets]
    assert again["name"] == plain.name


def test_a_draft_is_not_changed_by_being_checked(plain: Draft) -> None:
    before = replace(plain)
    check_plan(plain, load_lexicon())
    assert plain == before
