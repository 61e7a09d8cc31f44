"""Names of departments, and lists of them as plans print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.departments import (
    Name,
    is_department_list,
    looks_like_body,
    plain_key,
    split_names,
    surely_a_body,
)
from ditan.core.reading.lexicon import Lexicon, OrganisationName

BODIES = (
    "区发展改革委",
    "区经信委",
    "各管委会",
    "广阳岛绿色发展公司",
    "市市场监管局",
    "国网铜梁供电公司",
    "重庆银保监局",
    "区委组织部",
    "发展和改革局",
    "规划和自然资源局",
)


def names(text: str) -> list[str]:
    return [name.text for name in split_names(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("区发改委、区经信委", ["区发改委", "区经信委"]),
        ("市能源局,江北区、南岸区", ["市能源局", "江北区", "南岸区"]),
        ("县发改委;县经信委/县财政局", ["县发改委", "县经信委", "县财政局"]),
        ("区发展改革委、区经济信息委、区大数据发展局、", ["区发展改革委", "区经济信息委", "区大数据发展局"]),
        ("各县(市、区)人民政府、市水利局", ["各县(市、区)人民政府", "市水利局"]),
        ("各市、县(市、区)人民政府", ["各市、县(市、区)人民政府"]),
        ("各乡(镇)人民政府、街道办事处、管委会", ["各乡(镇)人民政府", "街道办事处", "管委会"]),
        ("区水利局、区应急局等", ["区水利局", "区应急局"]),
        ("省林草局、省乡村振兴局等相关部门", ["省林草局", "省乡村振兴局"]),
        ("市经济信息委等有关部门和单位", ["市经济信息委"]),
        ("市发改委、市工信局等部门", ["市发改委", "市工信局"]),
        ("有关区县政府(含两江新区、万盛经开区管委会,下同)", ["有关区县政府"]),
        ("区住房城乡建委(区人防办)", ["区住房城乡建委(区人防办)"]),
        ("区内各电力、水务、天然气、石油公司", ["区内各电力", "水务", "天然气", "石油公司"]),
        ("由区发改委、区财政局", ["区发改委", "区财政局"]),
        ("区委宣传部、团市委、市妇联、市科协", ["区委宣传部", "团市委", "市妇联", "市科协"]),
        ("", []),
        ("、,;", []),
    ],
)
def test_a_list_is_cut_into_the_printed_names(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("区发展改革委和区生态环境局", ["区发展改革委", "区生态环境局"]),
        ("市生态环境局以及各区县政府", ["市生态环境局", "各区县政府"]),
        ("发展和改革局、文化和旅游厅", ["发展和改革局", "文化和旅游厅"]),
        ("住房和城乡建设局与自然资源和规划局", ["住房和城乡建设局与自然资源和规划局"]),
        ("市规划和自然资源局及市水务局", ["市规划和自然资源局", "市水务局"]),
    ],
)
def test_a_conjunction_parts_two_bodies_but_not_one_name(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("区住房城乡建委区规划自然资源局", ["区住房城乡建委", "区规划自然资源局"]),
        ("市市场监管局", ["市市场监管局"]),
        ("区委办公室区级机关事务局", ["区委办公室区级机关事务局"]),
        ("区生态环境局区县联席会议", ["区生态环境局区县联席会议"]),
    ],
)
def test_two_names_that_ran_together_are_parted_where_both_are_bodies_of_one_level(
    text: str, wanted: list[str]
) -> None:
    assert names(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("区生态环境局 区水利局 各镇街", ["区生态环境局", "区水利局", "各镇街"]),
        ("区生态环\n境局、区水利局", ["区生态环境局", "区水利局"]),
        ("区生态环境局\n区水利局", ["区生态环境局", "区水利局"]),
        ("市规划和自然 资源局", ["市规划和自然资源局"]),
    ],
)
def test_a_blank_parts_two_bodies_and_a_wrap_inside_a_name_does_not(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


def test_positions_point_at_the_printed_name() -> None:
    text = "责任:区发改委、 区经信委等"

    found = split_names(text[3:], 3)

    assert found == (Name("区发改委", 3, 7), Name("区经信委", 9, 13))
    assert [text[name.start : name.end] for name in found] == ["区发改委", "区经信委"]


@pytest.mark.parametrize(
    "name",
    [
        *BODIES,
        "各相关产业部门",
        "市级有关部门",
        "区政府各部门",
        "解放碑CBD管委会",
        "重庆邮管局四分局",
        "人行重庆营管部",
        "区公安分局",
        "城市建设事务中心",
        "银川海关",
        "街道办事处",
        "重庆广阳岛片区长江经济带绿色发展示范建设领导小组办公室",
    ],
)
def test_bodies_of_the_labelled_plans_are_surely_bodies(name: str) -> None:
    assert surely_a_body(name)


@pytest.mark.parametrize("name", ["金凤镇", "南岸区", "重庆经开区", "供销社", "妇联", "国网重庆电力"])
def test_places_and_short_names_look_like_bodies(name: str) -> None:
    assert looks_like_body(name)


@pytest.mark.parametrize(
    "text",
    [
        "形成新发展格局",
        "推进铜梁能源数据中心",
        "建设低碳城市",
        "近零碳社会",
        "以下简称领导小组办公室",
        "折纯",
        "AQI达标率",
        "套",
        "达到20%以上的镇",
        "新建充电站",
        "",
    ],
)
def test_common_words_with_the_ending_of_a_body_are_none(text: str) -> None:
    assert not looks_like_body(text)


def test_the_lexicon_knows_bodies_that_no_ending_shows() -> None:
    lexicon = Lexicon(organisations=(OrganisationName("重庆广阳湾智创生态城", ("智创生态城",)),))

    assert not looks_like_body("智创生态城")
    assert looks_like_body("智创生态城", lexicon)


@pytest.mark.parametrize(
    "text",
    [
        "区发展改革委",
        "区发展改革委、区经济信息委、区大数据发展局、",
        "区规资局、区生态环境局、庆隆镇、石鱼镇",
        "区内各电力、水务、天然气、石油公司",
        "区商务委、区发展改革、区市场监管局",
        "区水利局、区应急局、区发展改革委等",
        "高新区管委会",
        "区政府各部门",
        "市司法局、市监狱局、市公安局,渝中区、南岸区、重庆经开区",
    ],
)
def test_cells_with_nothing_but_departments_are_department_lists(text: str) -> None:
    assert is_department_list(text)


@pytest.mark.parametrize(
    "text",
    [
        "推进铜梁能源数据中心建设与更新完善,为全区应对气候变化工作决策提供有力依据。",
        "加快工业低碳转型",
        "建设铜梁智慧气象体系",
        "森林蓄积量达到160万立方米",
        "打造低碳试点升级版",
        "约束性",
        "2021-2025",
        "30000",
        "",
    ],
)
def test_tasks_titles_and_values_are_no_department_lists(text: str) -> None:
    assert not is_department_list(text)


def test_the_same_body_with_and_without_its_level_has_one_key() -> None:
    assert plain_key("市市场监管局") == plain_key("市场监管局") == "市场监管局"
    assert plain_key("自治区发展改革委") == plain_key("发展改革委") == "发展改革委"


@given(st.lists(st.sampled_from(BODIES), min_size=1, max_size=8), st.sampled_from("、,;"))
def test_any_list_of_bodies_is_cut_back_into_its_bodies(bodies: list[str], mark: str) -> None:
    assert names(mark.join(bodies)) == bodies


@given(st.text(alphabet="区市县局委办、,;。()〔和及等 \n发改推进负责12", max_size=60))
def test_names_of_any_text_stand_where_they_say(text: str) -> None:
    for name in split_names(text):
        assert "".join(text[name.start : name.end].split()) == name.text
        assert name.text


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_names(text: str) -> None:
    split_names(text)
    is_department_list(text)
