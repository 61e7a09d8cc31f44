"""The same document on the screen."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from lxml import html

from ditan.base.reporting.documents import Document, arrange
from tests.base.reporting.documents.samples import BULLETIN, HARMLESS, hostile, report


def page(document: Document) -> Any:
    return html.fromstring(render_to_string("reporting/_document.html", {"document": arrange(document)}))


def test_the_screen_shows_headings_tables_charts_and_notes() -> None:
    shown = page(report(2))
    assert [each.text for each in shown.iter("h2")] == ["一、总体情况", "二、图表", "三、附表", "来源"]
    (table, *_) = shown.iter("table")
    assert [[cell.text_content().strip() for cell in row] for row in table.find("tbody")] == [
        ["指标0", "01", "7.5"],
        ["指标1", "1001", "—"],
        ["合计", "1,000", "7.5"],
    ]
    (chart,) = shown.iter("svg")
    assert chart.get("aria-label").startswith("降低率（%）：2023 至 2025")
    assert [note.text for note in shown.iter("li") if note.get("id") == "note-2"] == [BULLETIN.text]
    assert {mark.get("href") for mark in shown.iter("a")} == {"#note-1", "#note-2"}


def test_hostile_text_stays_text_on_the_screen() -> None:
    shown = page(hostile())
    assert list(shown.iter("b")) == []
    assert next(shown.iter("h2")).text_content() == f"一、{HARMLESS}"
    assert shown.xpath("//svg/@aria-label")[0].count(HARMLESS) >= 2
