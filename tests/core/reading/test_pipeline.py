"""The whole way from a file's bytes to a draft."""

import json
from pathlib import Path

import pytest

from ditan.core.lexicon import load_lexicon
from ditan.core.reading import Lexicon, NotAPlan, read_document
from ditan.core.reading.clean import clean
from ditan.core.reading.draft import Draft, Item
from ditan.core.reading.pipeline import ruled_stretches
from tests.core.reading.packages import word, workbook

LEXICON = load_lexicon()
PLANS = sorted(Path("examples/plans").glob("0*.txt"))
TEXTS = sorted([*PLANS, *Path("tests/data/more").glob("*.txt")])


def items(draft: Draft) -> list[Item]:
    facts = draft.document
    kinds = (
        draft.outline,
        draft.indicators,
        draft.targets,
        draft.measures,
        draft.tasks,
        draft.projects,
        facts.dates,
        facts.numbers,
    )
    return [item for kind in kinds for item in kind]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_quote_is_the_original_at_its_span(path: Path) -> None:
    draft = read_document(path.read_bytes(), name=path.name, lexicon=LEXICON)
    text = path.read_text("utf-8")
    assert draft.text == text
    assert all(text[slice(*item.span)] == item.quote for item in items(draft))
    assert all(text[side.start : side.end] == side.quote for finding in draft.findings for side in finding.spans)
    assert all(0 <= item.confidence <= 1 for item in items(draft))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_draft_can_be_exchanged_as_json(path: Path) -> None:
    draft = read_document(path.read_bytes(), name=path.name, lexicon=LEXICON)
    exchanged = json.loads(json.dumps(draft.as_json(), ensure_ascii=False))
    assert exchanged["document"]["title"] == draft.document.title
    assert len(exchanged["outline"]) == len(draft.outline)
    assert "text" not in exchanged


def test_reading_is_told_stage_by_stage() -> None:
    told = []
    read_document(
        PLANS[3].read_bytes(), name="a.txt", lexicon=LEXICON, progress=lambda stage, share: told.append((stage, share))
    )
    assert [stage for stage, _ in told] == [
        "解码",
        "清洗",
        "提纲",
        "表格",
        "指标",
        "目标",
        "任务",
        "项目",
        "归一",
        "查错",
        "完成",
    ]
    assert [share for _, share in told] == sorted(share for _, share in told)
    assert told[-1] == ("完成", 1.0)


def test_the_same_bytes_give_the_same_draft() -> None:
    data = PLANS[1].read_bytes()
    assert read_document(data, name="a.txt", lexicon=LEXICON) == read_document(data, name="a.txt", lexicon=LEXICON)


def test_an_empty_lexicon_is_enough() -> None:
    draft = read_document(PLANS[2].read_bytes(), name="a.txt", lexicon=Lexicon())
    assert len(draft.tasks) == 59


def test_encodings_of_one_text_give_the_same_items() -> None:
    text = PLANS[3].read_text("utf-8").encode("gbk", "ignore").decode("gbk")
    first, *others = [
        read_document(text.encode(encoding), name="a.txt", lexicon=LEXICON)
        for encoding in ("utf-8", "gb18030", "utf-16")
    ]
    assert all(
        (other.targets, other.measures, other.text) == (first.targets, first.measures, first.text) for other in others
    )


def test_windows_line_ends_give_the_same_draft() -> None:
    text = PLANS[3].read_text("utf-8")
    first = read_document(text.encode(), name="a.txt", lexicon=LEXICON)
    assert read_document(text.replace("\n", "\r\n").encode(), name="a.txt", lexicon=LEXICON) == first


def test_a_word_document_gives_what_its_text_gives() -> None:
    lines = [line for line in PLANS[3].read_text("utf-8").split("\n") if line.strip()]
    draft = read_document(word(*lines), name="plan.docx", lexicon=LEXICON)
    plain = read_document("\n".join(lines).encode(), name="plan.txt", lexicon=LEXICON)
    assert draft.format == "docx"
    assert [(one.name, one.value, one.year) for one in draft.targets] == [
        (one.name, one.value, one.year) for one in plain.targets
    ]
    assert [(one.number, one.title, one.lead) for one in draft.measures] == [
        (one.number, one.title, one.lead) for one in plain.measures
    ]


def test_a_workbook_of_tasks_gives_tasks() -> None:
    data = workbook(
        ["序号", "任务", "责任单位"],
        [1, "推进建筑节能改造", "市住房城乡建委"],
        [2, "推进绿色交通建设", "市交通局"],
        title="任务分工表",
    )
    draft = read_document(data, name="tasks.xlsx", lexicon=LEXICON)
    assert [(task.number, task.text, task.lead) for task in draft.tasks] == [
        ("1", "推进建筑节能改造", ("市住房城乡建委",)),
        ("2", "推进绿色交通建设", ("市交通局",)),
    ]


def test_headings_carry_the_original_place_of_their_part() -> None:
    draft = read_document(PLANS[2].read_bytes(), name="a.txt", lexicon=LEXICON)
    first = next(heading for heading in draft.outline if heading.number == "一")
    assert first.quote == "一、總體要求"
    assert draft.text[first.end :].startswith("二、加強生態")


def test_what_was_lost_in_decoding_is_said() -> None:
    text = PLANS[3].read_text("utf-8")
    draft = read_document(text[:100].encode() + b"\xff" + text[100:].encode(), name="a.docx", lexicon=LEXICON)
    assert [warning[:8] for warning in draft.warnings] == ["文件名以 .do", "文件中有 1 处"]


def test_a_text_that_is_no_plan_is_refused() -> None:
    with pytest.raises(NotAPlan):
        read_document("今天天气很好,我们去公园散步,看见很多花。".encode(), name="diary.txt", lexicon=LEXICON)


def test_a_ruled_table_is_found_in_the_cleaned_text() -> None:
    page = clean("\u200b节能\u3000减")
    assert ruled_stretches(page, ((((1, 3), (4, 5)),),)) == ((0, 4),)
    assert ruled_stretches(page, (((), ()),)) == ()
