"""Forms drawn from the declared fields, and what comes back from them."""

from __future__ import annotations

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from ditan.domains.plans.forms.inputs import inputs_of, typed
from ditan.domains.plans.forms.words import code_word, metric_word
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.views.columns import slug, year_label

INDICATOR = KINDS["indicator"].fields
WORDS = st.text(alphabet="年数值≥%. 2025", max_size=8)


def posted(**values: object) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [str(value)])
    return data


def test_the_name_stands_first_whatever_the_workbook_s_order() -> None:
    assert [each.name for each in inputs_of(INDICATOR, {}, {})][:2] == ["name", "number"]


def test_each_type_has_its_widget() -> None:
    widgets = {each.name: each.widget for each in inputs_of(INDICATOR, {}, {})}
    assert (widgets["name"], widgets["values"], widgets["nature"]) == ("line", "cells", "select")
    project = {each.name: each.widget for each in inputs_of(KINDS["project"].fields, {}, {})}
    assert (project["content"], project["lead"], project["funding"]) == ("lines", "names", "names")
    target = {each.name: each for each in inputs_of(KINDS["target"].fields, {}, {})}
    assert target["stretch"].options == ("否", "是")


def test_a_choice_that_may_be_empty_offers_that() -> None:
    options = {each.name: each.options for each in inputs_of(INDICATOR, {}, {})}
    assert options["nature"] == ("", "约束性", "预期性", "引导性")
    assert options["basis"] == ("期末值", "年均值", "累计值")


def test_values_come_as_cells() -> None:
    shown = {"values": "2020=49.5；2025=市级下达；2030="}
    (cells,) = [each.cells for each in inputs_of(INDICATOR, shown, {}) if each.name == "values"]
    assert cells == (("2020", "49.5"), ("2025", "市级下达"), ("2030", ""))


def test_what_another_version_says_stands_beside_only_where_it_differs() -> None:
    made = inputs_of(INDICATOR, {"name": "甲", "unit": "%"}, {}, compared={"name": "乙", "unit": "%"})
    assert [(each.name, each.compared) for each in made if each.compared is not None] == [("name", "乙")]


def test_fields_that_the_form_lacks_are_not_typed() -> None:
    assert typed(INDICATOR, posted(name="甲", version="3")) == {"name": "甲"}


def test_line_breaks_come_back_as_one_sign() -> None:
    assert typed(KINDS["measure"].fields, posted(text="一\r\n二")) == {"text": "一\n二"}


def test_cells_without_a_year_are_left_out() -> None:
    written = typed(INDICATOR, posted(year=["2020", " ", "2025"], cell=["8", "9", "≥20"]))
    assert written == {"values": "2020=8；2025=≥20"}


@given(st.dictionaries(WORDS.filter(lambda word: word.strip() and "=" not in word), WORDS.map(str.strip), max_size=4))
def test_cells_that_nobody_touched_come_back_as_they_were(values: dict[str, str]) -> None:
    shown = "；".join(f"{year.strip()}={text}" for year, text in values.items())
    (cells,) = [each.cells for each in inputs_of(INDICATOR, {"values": shown}, {}) if each.name == "values"]
    data = posted(year=[year for year, _cell in cells], cell=[cell for _year, cell in cells])
    assert typed(INDICATOR, data).get("values", "") == shown


def test_codes_are_shown_in_words() -> None:
    assert str(code_word("total-differs")) == "合计不符"
    assert code_word("something-new") == "something-new"
    assert metric_word("gdp") == "地区生产总值"
    assert metric_word("") == ""


def test_every_finding_of_the_reader_has_a_word() -> None:
    import re
    from pathlib import Path

    folder = Path("src/ditan/core/reading/check")
    written = {
        code for file in folder.rglob("*.py") for code in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', file.read_text())
    }
    assert {code for code in written if code_word(code) == code} == set()


def test_a_printed_year_makes_a_class_name() -> None:
    assert slug("2025年(末)") == "2025----"
    assert year_label("2025") == "2025年"
    assert year_label("2025年目标") == "2025年目标"
