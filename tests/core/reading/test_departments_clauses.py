"""Who leads and who works along, in the wordings of the genre."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.departments import names_departments, read_responsibility, unite


def parts(text: str) -> tuple[list[str], list[str], str]:
    found = read_responsibility(text)
    return [name.text for name in found.lead], [name.text for name in found.cooperating], found.roles


SPLIT = [
    ("责任单位:区发改委牵头,区经信委、各管委会按职责分工负责", ["区发改委"], ["区经信委", "各管委会"]),
    (
        "区发改委、区财政局牵头,各相关产业部门、管委会按职责分工负责",
        ["区发改委", "区财政局"],
        ["各相关产业部门", "管委会"],
    ),
    (
        "国家发展改革委牵头,工业和信息化部、生态环境部等按职责分工负责",
        ["国家发展改革委"],
        ["工业和信息化部", "生态环境部"],
    ),
    ("市能源局牵头、市发展改革委配合", ["市能源局"], ["市发展改革委"]),
    ("区住房城乡建委牵头区发改委配合", ["区住房城乡建委"], ["区发改委"]),
    (
        "市生态环境局、发展和改革局牵头督导,市公安局、自然资源局",
        ["市生态环境局", "发展和改革局"],
        ["市公安局", "自然资源局"],
    ),
    (
        "市经信局、市发改委牵头,市生态环境局、市市场监管局等参与",
        ["市经信局", "市发改委"],
        ["市生态环境局", "市市场监管局"],
    ),
    ("牵头单位:区发改委;配合单位:区经信委、区财政局", ["区发改委"], ["区经信委", "区财政局"]),
    ("牵头单位:能源局 参加单位:发展改革委、国资委", ["能源局"], ["发展改革委", "国资委"]),
    ("牵头单位:区发改局;责任单位:区经信局,各镇(街道)", ["区发改局"], ["区经信局", "各镇(街道)"]),
    ("牵头部门:市住建局\n协同部门:市城管局、市水务局", ["市住建局"], ["市城管局", "市水务局"]),
    ("主办单位:区城管局;协办单位:区住建局、区生态环境局", ["区城管局"], ["区住建局", "区生态环境局"]),
    ("责任单位:市水利局,配合单位:市生态环境局", ["市水利局"], ["市生态环境局"]),
    ("第一责任单位:区住建局,第二责任单位:区城管局", ["区住建局"], ["区城管局"]),
    ("市水务局负责;市财政局、市自然资源局协助", ["市水务局"], ["市财政局", "市自然资源局"]),
    ("由区发改委会同区经信委、区财政局负责", ["区发改委"], ["区经信委", "区财政局"]),
    ("由市发展改革委牵头,会同市经信局、市生态环境局落实", ["市发展改革委"], ["市经信局", "市生态环境局"]),
    (
        "市发展改革委、市生态环境局按职责分工牵头,各区县(自治县)政府按职责分工负责",
        ["市发展改革委", "市生态环境局"],
        ["各区县(自治县)政府"],
    ),
    (
        "市生态环境局和市经济信息化委牵头,各区政府、浦东新区管委会实施",
        ["市生态环境局", "市经济信息化委"],
        ["各区政府", "浦东新区管委会"],
    ),
    ("区发改局牵头;区经信局、区财政局、各镇街配合", ["区发改局"], ["区经信局", "区财政局", "各镇街"]),
    ("牵头单位:市发展改革委,配合单位:市委组织部,各区、县级市", ["市发展改革委"], ["市委组织部", "各区", "县级市"]),
    ("责任领导:某某;牵头单位:县住建局;配合单位:县自然资源局", ["县住建局"], ["县自然资源局"]),
    (
        "自治区发展改革委牵头,自治区能源局、工信厅、各盟行政公署、市人民政府按职责分工负责",
        ["自治区发展改革委"],
        ["自治区能源局", "工信厅", "各盟行政公署", "市人民政府"],
    ),
    ("市商务局牵头,邮政管理局、供销社、海关等配合", ["市商务局"], ["邮政管理局", "供销社", "海关"]),
]


@pytest.mark.parametrize(("text", "lead", "cooperating"), SPLIT)
def test_lead_and_cooperating_are_parted_where_the_plan_parts_them(
    text: str, lead: list[str], cooperating: list[str]
) -> None:
    assert parts(text) == (lead, cooperating, "split")


JOINT = [
    ("责任单位:区生态环境局、区产业发展促进局按职责分工负责", ["区生态环境局", "区产业发展促进局"]),
    ("改革发展局、生态环境局、规划和自然资源局按职责分工负责", ["改革发展局", "生态环境局", "规划和自然资源局"]),
    ("责任部门:市工信局、市生态环境局按照职责分工负责", ["市工信局", "市生态环境局"]),
    (
        "市规划自然资源局、市生态环境局,江北区、重庆经开区按职责分工负责",
        ["市规划自然资源局", "市生态环境局", "江北区", "重庆经开区"],
    ),
    ("省发展改革委、各设区市、县(市)人民政府", ["省发展改革委", "各设区市、县(市)人民政府"]),
    ("县发改委,县经信委,县财政局", ["县发改委", "县经信委", "县财政局"]),
    ("省住建厅、省林草局、省乡村振兴局等相关部门按职责分工负责", ["省住建厅", "省林草局", "省乡村振兴局"]),
    (
        "省科技厅、工业和信息化厅按职责分工负责,各地级以上市人民政府结合实际落实",
        ["省科技厅", "工业和信息化厅", "各地级以上市人民政府"],
    ),
    ("责任单位:区住建委、各街道办事处分别负责", ["区住建委", "各街道办事处"]),
    ("责任单位:市高院、市公安局、市通信管理局等;各区政府", ["市高院", "市公安局", "市通信管理局", "各区政府"]),
    ("责任部门:市交通委(市道运局)、市交警总队、市气象局", ["市交通委(市道运局)", "市交警总队", "市气象局"]),
    ("【责任单位】县发改局、县经信局", ["县发改局", "县经信局"]),
    ("市高级法院、市检察院、上海证监局、市税务局", ["市高级法院", "市检察院", "上海证监局", "市税务局"]),
    ("负责单位:发展改革委、能源局。未明确牵头单位的,由所列负责单位按职责分工负责,下同", ["发展改革委", "能源局"]),
]


@pytest.mark.parametrize(("text", "names"), JOINT)
def test_nothing_is_invented_where_the_plan_does_not_part_them(text: str, names: list[str]) -> None:
    assert parts(text) == (names, [], "joint")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("责任单位:区生态环境局", "区生态环境局"),
        ("生态环境局按职责分工负责", "生态环境局"),
        ("省住房城乡建设厅", "省住房城乡建设厅"),
        ("区科技局牵头", "区科技局"),
        ("区直有关单位按照职能分工负责", "区直有关单位"),
    ],
)
def test_one_department_stands_alone(text: str, name: str) -> None:
    assert parts(text) == ([name], [], "single")


TAILS = [
    (
        "省生态环境厅、省公安厅等按职责分工负责,各设区市、县(市、区)人民政府负责落实。下列任务均需各设区市落实,不再列出",
        ["省生态环境厅", "省公安厅"],
        [],
    ),
    ("市生态环境局负责,各县区政府落实,不一一列出", ["市生态环境局"], []),
    ("省自然资源厅、省水利厅按职责分工负责,各市县政府负责落实,下同,不再列出", ["省自然资源厅", "省水利厅"], []),
    (
        "自治区工业和信息化厅、发展改革委负责,各地级市人民政府、宁东管委会具体落实,以下任务不再列出",
        ["自治区工业和信息化厅", "发展改革委"],
        [],
    ),
    (
        "市生态环境局牵头,市发展和改革局、自然资源局参与,各县、区人民政府(管委会)负责落实。"
        "以下各项工作均需各县、区人民政府(管委会)落实,不再列出。",
        ["市生态环境局"],
        ["市发展和改革局", "自然资源局"],
    ),
    (
        "市生态环境局牵头,市发改委等参与,县(市、区)政府负责落实。以下均需县(市、区)政府落实,不再列出",
        ["市生态环境局"],
        ["市发改委"],
    ),
    (
        "生态环境部牵头,工业和信息化部等参与,地方各级人民政府负责落实。以下均需地方各级人民政府落实,不再列出",
        ["生态环境部"],
        ["工业和信息化部"],
    ),
]


@pytest.mark.parametrize(("text", "lead", "cooperating"), TAILS)
def test_a_tail_for_later_measures_names_nobody(text: str, lead: list[str], cooperating: list[str]) -> None:
    assert parts(text)[:2] == (lead, cooperating)


def test_local_governments_without_a_tail_stay_in_the_list() -> None:
    assert parts("市生态环境局牵头,各县(市、区)政府负责落实")[:2] == (["市生态环境局"], ["各县(市、区)政府"])


def test_a_tail_inside_a_bracket_of_a_name_is_no_tail_of_the_clause() -> None:
    text = "市发展改革委牵头,有关区县政府(含两江新区管委会,下同)配合"

    assert parts(text) == (["市发展改革委"], ["有关区县政府"], "split")


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("牵头单位:县住建局;完成时限:2025年12月底前", "2025年12月底前"),
        ("市住建局,2024年底前完成", "2024年底前完成"),
        ("2025年12月底前完成,市住建局牵头,市城管局配合", "2025年12月底前完成"),
        ("责任单位:市经信局、市发改委,完成时限:持续推进", "持续推进"),
        ("责任单位:市水利局。完成时间:长期坚持", "长期坚持"),
        ("国家能源局、财政部等按职责分工负责,12月底前完成", "12月底前完成"),
        ("生态环境部、公安部等按职责分工负责,年内持续推进", "年内持续推进"),
        ("市住建局牵头,2024年第三季度完成,并长期坚持", "2024年第三季度完成"),
        ("市城管局,每年12月底前", "每年12月底前"),
        ("市水利局负责", ""),
    ],
)
def test_a_deadline_inside_the_clause_is_kept_apart_from_the_names(text: str, deadline: str) -> None:
    found = read_responsibility(text)

    assert found.deadline == deadline
    assert all("20" not in name.text for name in found.names)


def test_the_column_says_what_names_without_a_word_are() -> None:
    found = read_responsibility("区发改委、区经信委", label="lead")

    assert [name.text for name in found.lead] == ["区发改委", "区经信委"]
    assert found.roles == "split"


def test_people_named_as_responsible_are_no_departments() -> None:
    assert parts("责任领导:张某、李某;责任单位:区住建委") == (["区住建委"], [], "single")


def test_the_same_body_written_with_and_without_its_level_is_named_once() -> None:
    assert parts("市市场监管局牵头,市发改委、市场监管局配合") == (["市市场监管局"], ["市发改委"], "split")


def test_a_lost_opening_bracket_leaves_its_closing_one_out() -> None:
    assert parts("责任单位:区科技局牵头,区财政局按职责分工负责)")[:2] == (["区科技局"], ["区财政局"])


def test_a_word_of_duty_broken_by_the_line_is_still_read() -> None:
    text = "省自然资源厅、省水利厅按职\n责分工负责"

    found = read_responsibility(text, 10)

    assert [name.text for name in found.lead] == ["省自然资源厅", "省水利厅"]
    assert [text[name.start - 10 : name.end - 10] for name in found.lead] == ["省自然资源厅", "省水利厅"]


def test_clauses_of_one_measure_are_united_with_the_leads_first() -> None:
    whole = unite(
        [
            read_responsibility("市生态环境局牵头,市发展和改革局、工业和信息化局参与"),
            read_responsibility("市生态环境局、市场监管局牵头,市发展和改革局参与"),
        ]
    )

    assert [name.text for name in whole.lead] == ["市生态环境局", "市场监管局"]
    assert [name.text for name in whole.cooperating] == ["市发展和改革局", "工业和信息化局"]
    assert whole.roles == "split"


def test_no_clause_at_all_is_unstated() -> None:
    assert unite([]).roles == "unstated"
    assert unite([]).names == ()


@pytest.mark.parametrize(
    "inside",
    [
        "区发改委、区经信委按职责分工负责",
        "科技创新局、生态环境局",
        "省住房城乡建设厅",
        "责任单位:区生态环境局",
        "市水利局",
        "由区住建委负责",
    ],
)
def test_a_bracket_behind_a_sentence_with_departments_is_a_clause(inside: str) -> None:
    assert names_departments(inside, at_sentence_end=True)


@pytest.mark.parametrize(
    "inside",
    [
        "以下简称领导小组",
        "以下简称“三线一单”",
        "含谷镇、金凤镇",
        "含场内作业车辆",
        "AQI达标率",
        "折纯",
        "PM2.5",
        "由建设单位负责",
        "国家核证自愿减排量",
        "2024年版",
        "试行",
        "县城",
        "《管理办法》",
        "",
    ],
)
def test_other_brackets_are_no_clauses(inside: str) -> None:
    assert not names_departments(inside, at_sentence_end=True)


def test_a_list_in_the_middle_of_a_sentence_is_no_clause() -> None:
    assert not names_departments("区科技局、区教委", at_sentence_end=False)


NAME = st.sampled_from(
    ["区发改委", "区经信委", "市水利局", "各管委会", "市市场监管局", "规划和自然资源局", "城市建设事务中心"]
)


@given(
    st.lists(NAME, min_size=1, max_size=4, unique=True),
    st.lists(NAME, min_size=1, max_size=4, unique=True),
    st.sampled_from(["配合", "参与", "协助", "按职责分工负责", "等配合", "按职责分工参与"]),
)
def test_any_lead_and_cooperating_lists_are_read_back(lead: list[str], others: list[str], verb: str) -> None:
    found = read_responsibility(f"{'、'.join(lead)}牵头,{'、'.join(others)}{verb}")

    assert [name.text for name in found.lead] == lead
    assert [name.text for name in found.cooperating] == [name for name in others if name not in lead]


@given(
    st.text(
        alphabet="区市局委办、,;。:()〔〕和及牵头配合负责责任单位完成时限按职责分工下同不再列出2025年\n ", max_size=80
    )
)
def test_names_stand_inside_the_clause_and_once(text: str) -> None:
    found = read_responsibility(text, 5)

    printed = [name.text for name in found.names]
    assert len(printed) == len(set(printed))
    for name in found.names:
        assert 5 <= name.start < name.end <= 5 + len(text)


@given(st.text(max_size=120))
def test_no_text_breaks_the_reading_of_clauses(text: str) -> None:
    read_responsibility(text)
    names_departments(text, at_sentence_end=True)
