"""Any bytes give a draft or a `ReadingError` with a clear Chinese message; never another exception."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ditan.core.lexicon import load_lexicon
from ditan.core.reading import Draft, ReadingError, read_document
from tests.core.reading.packages import word, workbook
from tests.core.reading.pdf_writer import PdfPage, write_pdf

LEXICON = load_lexicon()
PLANS = [path.read_text("utf-8") for path in sorted(Path("examples/plans").glob("0*.txt"))]
PIECES = (
    "序号 \n | 2025年 ( 〔 一、 (一) 1. 表 专栏1 附件 % 约束性 到2025年, 分别达到 、 。 牵头 责任单位: \t ???? □ \ufffd 合计 - 100 目录 第一章"
    " 万元 【 】 2020-2025 (shi) 《 》 十四五 比2020年下降 不低于 99999999999999999999 1e9 ² ① ０ ½ \x00 & &nbsp; &#0; \U0001f600"
).split(" ")
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def page() -> bytes:
    sheet = PdfPage()
    sheet.text(96, 100, "第一章 总体要求与任务")
    sheet.table([96, 200, 400], [200, 220, 240], {(0, 0): "序号", (0, 1): "任务", (1, 0): "1", (1, 1): "节能"})
    return write_pdf([sheet])


FILES = {
    "plan.docx": word("一、总体要求", "推进节能降碳工作。"),
    "plan.xlsx": workbook(["序号", "任务", "责任单位"], [1, "推进节能", "市发展改革委"]),
    "plan.pdf": page(),
    "plan.html": "<html><body><table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>推进节能降碳</td></tr></table></body></html>".encode(),
}


def read_or_refuse(data: bytes, name: str = "plan.txt") -> Draft | None:
    """The draft, or the error that says in Chinese what to do."""
    refusal = draft = None
    try:
        draft = read_document(data, name=name, lexicon=LEXICON)
    except ReadingError as error:
        refusal = error
    if draft is None:
        assert refusal is not None
        assert "请" in refusal.message
        assert refusal.english
        return None
    assert isinstance(draft, Draft)
    kinds = (draft.indicators, draft.targets, draft.measures, draft.tasks, draft.projects, draft.outline)
    assert all(draft.text[slice(*item.span)] == item.quote for kind in kinds for item in kind)
    return draft


def mutated(text: str, rng: random.Random) -> str:
    """A stretch of a plan with chunks deleted, inserted, doubled, reversed."""
    start = rng.randrange(max(1, len(text) - 3000))
    text = text[start : start + rng.randint(200, 3000)]
    for _ in range(rng.randint(1, 10)):
        first = rng.randrange(len(text) + 1)
        last = min(len(text), first + rng.choice([0, 1, 4, 30, 200]))
        chunk = text[first:last]
        change = rng.choice(
            [
                "",
                rng.choice(PIECES) * rng.choice([1, 3]),
                chunk * 2,
                chunk[::-1],
                "".join(rng.sample(chunk, len(chunk))),
            ]
        )
        text = text[:first] + change + text[last:]
    return text


@MANY
@given(st.binary(max_size=2000), st.sampled_from(["plan.txt", "plan.docx", "plan.pdf", "plan.xlsx", "plan.html", ""]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    read_or_refuse(data, name)


@MANY
@given(st.text(max_size=1000))
def test_any_text_is_read_or_refused(text: str) -> None:
    read_or_refuse(text.encode("utf-8", "replace"))


@MANY
@given(
    st.lists(
        st.sampled_from([*PIECES, "推进节能", "区发展改革委", "到2030年", "森林覆盖率", "公里", "\n", "\n", "。\n"]),
        max_size=120,
    )
)
def test_any_order_of_the_genres_words_is_read_or_refused(pieces: list[str]) -> None:
    read_or_refuse("".join(pieces).encode())


@pytest.mark.slow
@MANY
@given(st.sampled_from(range(5)), st.randoms(use_true_random=False))
def test_the_five_plans_mutated_are_read_or_refused(number: int, rng: random.Random) -> None:
    read_or_refuse(mutated(PLANS[number], rng).encode("utf-8", "replace"))


@pytest.mark.slow
@MANY
@given(
    st.sampled_from(range(5)),
    st.integers(0, 2**32),
    st.sampled_from(["utf-8", "gb18030", "utf-16"]),
    st.binary(max_size=6),
)
def test_plans_with_broken_bytes_are_read_or_refused(number: int, place: int, encoding: str, noise: bytes) -> None:
    data = PLANS[number][:1500].encode(encoding, "replace")
    at = place % len(data)
    read_or_refuse(data[:at] + noise + data[at + len(noise) :])


@MANY
@given(
    st.sampled_from(sorted(FILES)),
    st.lists(st.tuples(st.integers(0, 2**32), st.binary(max_size=8)), min_size=1, max_size=4),
    st.integers(0, 100),
)
def test_files_with_broken_bytes_are_read_or_refused(name: str, breaks: list[tuple[int, bytes]], cut: int) -> None:
    data = bytearray(FILES[name])
    for place, noise in breaks:
        at = place % len(data)
        data[at : at + len(noise)] = noise
    read_or_refuse(bytes(data[: len(data) - cut * len(data) // 200]), name)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "序号|" * 5000,
        "(" * 20_000,
        "一、" * 5000,
        "9" * 20_000 + "万元",
        "、" * 20_000,
        "专栏1\n" * 3000,
        "a b" * 10_000,
        "到2025年," * 4000,
        "|" * 20_000,
        "1\n" * 8000,
        "1\n约束性\n" * 4000,
        "?" * 20_000,
        "&amp;" * 6000,
        "约束性" * 6000,
        "《" * 9000,
        "达到" * 9000,
        "区" * 20_000,
        "下降1.1" * 5000,
        " " * 40_000 + "x",
        "责任单位:" * 5000,
        "2020年" * 5000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_long_runs_of_one_thing_take_no_long_time(text: str) -> None:
    started = time.process_time()
    read_or_refuse(("推进节能降碳任务,落实责任。" + text + "\n完成目标任务。").encode())
    assert time.process_time() - started < 6.0
