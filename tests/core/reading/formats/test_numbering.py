"""List numbers that Word keeps apart from the text."""

from __future__ import annotations

import pytest
from lxml import etree

from ditan.core.reading.formats.numbering import Numbering, chinese_number, print_number
from tests.core.reading.packages import WORD


def numbering(levels: str, overrides: str = "") -> etree._Element:
    return etree.fromstring(
        f'<w:numbering {WORD}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>{overrides}</w:numbering>'
    )


def level(index: int, kind: str, text: str, start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'


def paragraph(list_id: str, index: str = "0") -> etree._Element:
    return etree.fromstring(
        f'<w:p {WORD}><w:pPr><w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr></w:p>'
    )


PLAIN = etree.fromstring(f"<w:p {WORD}/>")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (999, "九百九十九"),
        (0, "0"),
        (1000, "1000"),
    ],
)
def test_numbers_are_written_in_characters(value: int, text: str) -> None:
    assert chinese_number(value) == text


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "lowerLetter", "b"),
        (2, "upperLetter", "B"),
        (27, "upperLetter", "27"),
        (4, "lowerRoman", "iv"),
        (9, "upperRoman", "IX"),
        (13, "upperRoman", "13"),
        (12, "japaneseCounting", "十二"),
        (5, "unknownFormat", "5"),
    ],
)
def test_a_number_is_printed_by_its_format(value: int, kind: str, text: str) -> None:
    assert print_number(value, kind) == text


def test_a_list_counts_its_paragraphs() -> None:
    lists = Numbering(numbering(level(0, "decimal", "%1.")), None)
    assert [lists.next(paragraph("1")) for _ in range(3)] == ["1.", "2.", "3."]


def test_a_deeper_level_begins_anew_below_each_number() -> None:
    lists = Numbering(numbering(level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2 ")), None)
    printed = [lists.next(paragraph("1", index)) for index in ("0", "1", "1", "0", "1")]
    assert printed == ["一、", "一.1 ", "一.2 ", "二、", "二.1 "]


def test_two_lists_of_one_form_count_on() -> None:
    lists = Numbering(numbering(level(0, "decimal", "(%1)")), None)
    assert [lists.next(paragraph(one)) for one in ("1", "2", "1")] == ["(1)", "(2)", "(3)"]


def test_a_list_may_start_elsewhere() -> None:
    lists = Numbering(numbering(level(0, "decimal", "%1)", start=5)), None)
    assert lists.next(paragraph("1")) == "5)"


@pytest.mark.parametrize("kind", ["bullet", "none"])
def test_bullets_print_nothing(kind: str) -> None:
    assert Numbering(numbering(level(0, kind, "•")), None).next(paragraph("1")) == ""


@pytest.mark.parametrize("odd", [PLAIN, paragraph("0"), paragraph("99"), paragraph("1", "7")])
def test_paragraphs_of_no_known_list_print_nothing(odd: etree._Element) -> None:
    assert Numbering(numbering(level(0, "decimal", "%1.")), None).next(odd) == ""


def test_a_level_that_is_no_number_is_the_first() -> None:
    assert Numbering(numbering(level(0, "decimal", "%1.")), None).next(paragraph("1", "x")) == "1."


def test_a_circle_of_styles_ends() -> None:
    styles = etree.fromstring(
        f'<w:styles {WORD}><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    styled = etree.fromstring(f'<w:p {WORD}><w:pPr><w:pStyle w:val="A"/></w:pPr></w:p>')
    assert Numbering(None, styles).next(styled) == ""
