"""By when: stated years, inherited years, years that lie behind the plan."""

import pytest

from tests.core.reading.target_pages import found, only, read, years

PLAN = "青山市“十四五”节能规划\n青山市人民政府\n2021年12月1日\n"


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("到2025年，森林覆盖率达到50%。", 2025),
        ("2025年，森林覆盖率达到50%。", 2025),
        ("2025年底前，森林覆盖率达到50%。", 2025),
        ("2030年前，森林覆盖率达到50%。", 2030),
        ("力争“十四五”末，森林覆盖率达到50%。", 2025),
        ("“十五五”期间，森林覆盖率达到50%。", 2030),
        ("2021—2025年，森林覆盖率达到50%。", 2025),
        ("到2025年森林覆盖率达到50%。", 2025),
        ("森林覆盖率到2025年达到50%。", 2025),
        ("森林覆盖率达到50%。", None),
        ("到2025年，森林质量提升；森林覆盖率达到50%。", 2025),
    ],
)
def test_the_year_of_its_own_sentence(sentence: str, year: int | None) -> None:
    target = only(sentence)

    assert (target.name, target.year) == ("森林覆盖率", year)


def test_a_later_year_takes_over_inside_a_sentence() -> None:
    assert years("到2025年，绿地率达到39%，到2030年，绿化覆盖率达到45%。") == {"绿地率": 2025, "绿化覆盖率": 2030}


def test_a_year_holds_for_the_rest_of_its_paragraph_with_less_confidence() -> None:
    first, second = read("1.绿化行动。到2025年，绿地率达到39%。绿化覆盖率达到45%。")

    assert (first.year, second.year) == (2025, 2025)
    assert second.confidence < first.confidence


def test_a_year_ends_with_its_paragraph() -> None:
    text = "1.绿化。到2025年，绿地率达到39%。\n2.节水。再生水利用率达到22%。"

    assert years(text) == {"绿地率": 2025, "再生水利用率": None}


def test_a_year_is_never_taken_from_behind() -> None:
    assert years("化肥利用率达到43%。到2025年，绿地率达到39%。") == {"化肥利用率": None, "绿地率": 2025}


def test_every_year_needs_no_year() -> None:
    text = "到2025年，绿地率达到39%。每年新增公园不少于10个，培育绿色社区20个。"

    assert years(text) == {"绿地率": 2025, "每年新增公园": None, "绿色社区": None}


def test_every_year_of_a_period_ends_with_it() -> None:
    assert only("“十四五”期间每年改造供热管网1000公里。").year == 2025


def test_goals_inherit_their_year_from_paragraph_to_paragraph() -> None:
    text = "二、主要目标\n到2025年，主要目标如下：\n——绿地率达到39%。\n——再生水利用率达到22%。\n三、重点任务\n农膜回收率达到85%。"

    assert years(text) == {"绿地率": 2025, "再生水利用率": 2025, "农膜回收率": None}


def test_a_year_with_a_colon_holds_for_the_parts_under_it() -> None:
    text = "四、重点工程\n到2025年：\n(一)能源工程。充换电站达到60座。\n(二)建筑工程。绿色建筑占比达到80%。"

    assert set(years(text).values()) == {2025}


def test_a_heading_lends_its_year() -> None:
    text = "专栏2 2025年绿色生态目标\n绿地率达到39%。"

    assert only(text).year == 2025


def test_a_year_in_brackets_labels_a_stage() -> None:
    assert years("近期（2025年）：绿地率达到39%。\n远期（2030年）：绿化覆盖率达到45%。") == {
        "绿地率": 2025,
        "绿化覆盖率": 2030,
    }


def test_years_side_by_side_part_the_values() -> None:
    targets = read("到2025年、2030年，装配式建筑占比分别达到35%、40%。绿地率达到39%。")

    assert [(target.year, target.value) for target in targets] == [(2025, 35.0), (2030, 40.0), (None, 39.0)]


def test_periods_side_by_side_part_the_values() -> None:
    targets = read("“十四五”“十五五”期间分别新增水电装机80万千瓦、100万千瓦左右。")

    assert [(target.year, target.value, target.comparator) for target in targets] == [
        (2025, 80.0, "="),
        (2030, 100.0, "approx"),
    ]


def test_a_span_of_years_ends_with_the_plan_of_that_length() -> None:
    text = "东山区绿色金融行动计划（2024—2026年）\n三年内新引进绿色企业50家。"

    assert only(text).year == 2026


def test_a_span_of_years_without_a_plan_of_its_length_has_no_year() -> None:
    assert only("两年内新引进绿色企业50家。").year is None


def test_years_before_the_plan_tell_of_results() -> None:
    text = PLAN + "2020年，绿地率达到35%。“十三五”期间，新增绿地300公顷。到2025年，绿地率达到39%。"

    assert [(target.value, target.year) for target in read(text)] == [(39.0, 2025)]


def test_what_follows_a_result_is_a_result() -> None:
    assert found(PLAN + "2020年，全市绿地率达到35%。绿化覆盖率达到40%。") == []


def test_what_follows_a_result_may_still_look_ahead() -> None:
    assert years(PLAN + "2020年，全市绿地率达到35%。力争绿化覆盖率达到45%。") == {"绿化覆盖率": None}


def test_the_year_of_a_peak_is_no_deadline_of_what_follows() -> None:
    assert years("确保2030年前碳达峰。绿地率达到39%。") == {"绿地率": None}


def test_a_plan_of_an_earlier_year_has_targets_of_that_year() -> None:
    assert only("2020年，绿地率达到39%，涉气投诉量比2017年稳中有降。").year == 2020


def test_a_year_inside_a_title_is_no_deadline() -> None:
    assert only("落实《2030年前碳达峰行动方案》，绿地率达到39%。").year is None
