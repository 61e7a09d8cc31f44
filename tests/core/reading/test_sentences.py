"""Sentences of the running text."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from ditan.core.reading.clean import clean
from ditan.core.reading.outline import read_outline
from ditan.core.reading.sentences import split_sentences
from ditan.core.reading.tables import find_tables
from ditan.core.reading.tables.table import Table


def sentences(text: str, tables: Sequence[Table] = ()) -> list[str]:
    page = clean(text)
    found = split_sentences(page, read_outline(page), tables)
    return [page.text[one.start : one.end] for one in found]


def test_a_sentence_ends_with_its_full_stop() -> None:
    assert sentences("推进节能。落实责任!何时完成?") == ["推进节能。", "落实责任!", "何时完成?"]


def test_a_line_end_ends_a_sentence() -> None:
    assert sentences("推进节能\n落实责任\n") == ["推进节能", "落实责任"]


def test_closing_brackets_and_quotation_marks_belong_to_the_sentence() -> None:
    assert sentences("(由市财政局负责。)下一句。“双碳”工作。”完") == [
        "(由市财政局负责。)",
        "下一句。",
        "“双碳”工作。”",
        "完",
    ]


def test_semicolons_and_decimal_points_end_nothing() -> None:
    assert sentences("下降3.5%;提高到15.2%。") == ["下降3.5%;提高到15.2%。"]


def test_sentences_of_a_paragraph_share_its_number() -> None:
    page = clean("甲。乙。\n\n丙。")
    found = split_sentences(page, read_outline(page), ())
    assert [one.paragraph for one in found] == [0, 0, 1]


def test_a_sentence_knows_its_innermost_heading() -> None:
    page = clean("前言。\n一、总体\n(一)思想\n内容。\n二、任务\n内容。")
    found = split_sentences(page, read_outline(page), ())
    assert [one.heading for one in found] == [None, 0, 1, 1, 2, 2]


def test_a_run_in_heading_is_a_sentence_of_its_own() -> None:
    assert sentences("1.节能降碳。聚焦建筑领域。") == ["1.节能降碳。", "聚焦建筑领域。"]


def test_cells_of_tables_are_no_sentences() -> None:
    text = "前句。\n序号 | 任务\n1 | 节能\n后句。"
    start, end = text.index("序号"), text.index("\n后句")
    assert sentences(text, [Table("", (), (), start, end, "pipe")]) == ["前句。", "后句。"]


def test_a_table_inside_a_line_leaves_the_rest_of_the_line() -> None:
    text = "前句。表内表内后句。"
    assert sentences(text, [Table("", (), (), 3, 7, "glued")]) == ["前句。", "后句。"]


def test_letter_contents_and_footer_hold_no_sentences() -> None:
    text = "某区节能规划\n目录\n第一章 总则 1\n第二章 任务 2\n附表 项目 3\n第一章 总则\n推进节能。\n返回顶部"
    assert sentences(text) == ["某区节能规划", "第一章 总则", "推进节能。"]


def test_blank_lines_hold_no_sentences() -> None:
    assert sentences("  \n\n\t\n") == []


@pytest.mark.parametrize("path", sorted(Path("examples/plans").glob("0*.txt")), ids=lambda path: path.stem)
def test_sentences_of_a_plan_follow_each_other_and_print_something(path: Path) -> None:
    page = clean(path.read_text("utf-8"))
    outline = read_outline(page)
    tables = find_tables(page, outline)
    found = split_sentences(page, outline, tables)
    assert len(found) > 100
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(page.text[one.start : one.end] == page.text[one.start : one.end].strip() != "" for one in found)
    assert not any(table.start <= one.start < table.end for one in found for table in tables)


def test_a_heading_in_the_middle_of_a_line_begins_a_paragraph():
    body = "坚持问题导向,突出重点行业,完善工作机制,推动各项措施落地见效,确保按期完成。"
    text = (
        f"二、任务(一)能源1.压减煤炭。{body}(责任单位:市发改委)2.发展光伏。{body}(责任单位:市能源局)3.改造锅炉。{body}"
    )
    page = clean(text)
    sentences = split_sentences(page, read_outline(page), ())

    assert len({sentence.paragraph for sentence in sentences}) == len({sentence.heading for sentence in sentences})
