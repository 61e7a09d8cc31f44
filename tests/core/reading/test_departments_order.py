"""Whoever stands first leads, where the plan says so."""

from ditan.core.reading.clean import clean
from ditan.core.reading.departments import order_rule, split_names
from ditan.core.reading.measures import read_measures
from ditan.core.reading.outline import read_outline


def who(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    page = clean(text)
    return [(one.lead, one.cooperating, one.roles) for one in read_measures(page, read_outline(page))]


def test_the_first_of_each_list_leads_where_the_plan_says_so_once() -> None:
    text = (
        "二、重点任务\n1.开展调查。摸清底数。(责任单位:市环保局、市农业局、市财政局,列第一位的为牵头单位,下同)\n"
        "2.建立网络。布设点位。(责任单位:市国土局、市环保局)\n3.加强监管。定期巡查。(市水利局牵头,市环保局配合)\n"
    )

    assert who(text) == [
        (("市环保局",), ("市农业局", "市财政局"), "split"),
        (("市国土局",), ("市环保局",), "split"),
        (("市水利局",), ("市环保局",), "split"),
    ]


def test_those_before_the_first_comma_lead_where_they_stand_in_front() -> None:
    text = (
        "二、重点任务\n1.开展调查。摸清底数。(责任单位:市环保局、市国土局,市财政局,各镇街区。以下均需各镇街区落实,不再列出。排在前位为牵头部门,下同。)\n"
        "2.建立网络。布设点位。(责任单位:市环保局、市农业局)\n"
    )

    assert who(text)[1] == (("市环保局",), ("市农业局",), "split")
    assert who(text)[0][0] == ("市环保局", "市国土局")


def test_without_such_a_rule_nothing_is_parted() -> None:
    assert order_rule("市环保局、市农业局按职责分工负责,排名不分先后") is None
    assert order_rule("排在第一位的是煤炭消费") is None


def test_places_under_one_each_are_one_name() -> None:
    assert [name.text for name in split_names("市发改委、各县级市、区")] == ["市发改委", "各县级市、区"]
    assert [name.text for name in split_names("各市、县(市、区),省水利厅")] == ["各市、县(市、区)", "省水利厅"]
    assert [name.text for name in split_names("各区、开发区")] == ["各区", "开发区"]
