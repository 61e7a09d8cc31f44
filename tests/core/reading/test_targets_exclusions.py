"""What the reader leaves out: results, norms, thresholds, grants, projects, names with numbers."""

import pytest

from tests.core.reading.target_pages import found

RESULTS = [
    "截至2020年底，森林覆盖率达到47%。",
    "目前，全市共有危险废物经营单位12家，年处置能力8.5万吨。",
    "全区现有基站7066个。",
    "已建成污水处理厂17座。",
    "2018年以来，完成营造林25.8万亩。",
    "拥有市政道路381条，全长674公里。",
    "碳排放强度同比下降了4%。",
    "成功创建国家级绿色工厂3家。",
]
NORMS = [
    "社会投资建筑面积2万平方米及以上的大型公共建筑，应按照一星级标准建设。",
    "原则上不再新建每小时35蒸吨以下燃煤锅炉。",
    "淘汰10蒸吨/小时及以下燃煤锅炉。",
    "单体建筑面积大于5万m2(含)且采用集中空调系统的公共建筑，必须采用热泵技术。",
    "对年综合能耗5000吨标准煤及以上企业开展能源审计。",
    "扩大范围至年消耗2000吨标准煤及以上企业。",
    "夏季室内空调温度设置不得低于26℃。",
    "污水处理厂进水BOD浓度应高于100毫克/升。",
    "推动3吨以下叉车采用新能源。",
]
GRANTS = [
    "县财政每年安排专项资金2000万元支持国土绿化。",
    "设立规模10亿元的绿色产业基金。",
    "对新认定的国家级绿色工厂一次性奖励100万元。",
    "给予最高500万元补助。",
]
PROJECTS = [
    "项目总投资3032万元，其中中央预算内投资1819万元，新建污水管网11.15公里。",
    "规划占地面积1200亩，建设10万吨/年废旧轮胎项目和5万吨/年废塑料项目。",
]
NAMES = [
    "实施“1364”行动，争创全市绿色消费品牌10强。",
    "构建5-10分钟、15分钟社区生活圈。",
    "加强监测点三公里范围内建筑施工监管。",
    "建设千万千瓦级绿能基地。",
    "执行《居住建筑节能65%设计标准》。",
    "加快布局5G网络。",
    "坚持“一张图”管理，打好三大攻坚战。",
    "围绕环保等17家规模以上企业，拓展产业链。",
    "环境空气质量稳定达到国家二级标准。",
    "完成省下达的二氧化硫、氮氧化物减排年度任务。",
    "每半年召开1次联席会议，成立由12个部门组成的领导小组。",
    "习近平主席提出，到2030年，单位国内生产总值二氧化碳排放比2005年下降65%以上。",
    "三次产业结构由4.3:67.5:28.2调整为8.8:55.4:35.8。",
    "严格执行24小时值班制度。",
]


@pytest.mark.parametrize("sentence", RESULTS)
def test_results_are_no_targets(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize("sentence", NORMS)
def test_norms_and_thresholds_are_no_targets(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize("sentence", GRANTS)
def test_money_to_be_given_is_no_target(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize("sentence", PROJECTS)
def test_quantities_of_a_project_are_no_targets(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize("sentence", NAMES)
def test_numbers_of_names_places_and_slogans_are_no_targets(sentence: str) -> None:
    assert found(sentence) == []


def test_the_background_of_a_plan_holds_no_targets() -> None:
    text = "第一章 发展基础与形势\n一、发展成就\n森林覆盖率达到47%，绿色工厂达到14家。\n第二章 目标\n到2025年，绿地率达到39%。"

    assert found(text) == [("绿地率", 39.0, "%")]


@pytest.mark.parametrize(
    "title", ["夯实绿色发展基础", "全面营造绿色发展环境", "扩能现状污水处理设施", "发展环境服务业"]
)
def test_a_task_that_speaks_of_a_basis_is_no_background(title: str) -> None:
    assert found(f"(一){title}。到2025年，绿地率达到39%。") == [("绿地率", 39.0, "%")]


def test_what_stands_before_the_guiding_thought_is_background() -> None:
    text = "工业总产值超过2500亿元。共引培机构150家。\n以习近平新时代中国特色社会主义思想为指导，坚持绿色发展。\n到2025年，绿地率达到39%。"

    assert found(text) == [("绿地率", 39.0, "%")]


def test_a_box_of_projects_needs_a_year_beside_the_value() -> None:
    text = "专栏3 重点工程\n污水治理工程：新建污水管网100公里。到2025年，新建泵站12座。"

    assert found(text) == [("新建泵站", 12.0, "座")]


def test_a_verb_that_only_arranges_needs_a_year_or_a_comparator() -> None:
    assert found("设立林长1200名。") == []
    assert found("推进137个重点项目建设。") == []
    assert found("实施合同能源管理项目10个以上。") == [("合同能源管理项目", 10.0, "个")]


def test_chinese_numerals_count_only_beside_a_year() -> None:
    assert found("打造两个示范园区。") == []
    assert found("到2025年，建成三十座充电站。") == [("充电站", 30.0, "座")]


def test_a_result_earlier_in_the_sentence_does_not_hide_the_target() -> None:
    assert found("高新区现有7066个基站，到2025年，新建基站1654个。") == [("新建基站", 1654.0, "个")]


def test_words_that_only_look_like_the_past_hide_nothing() -> None:
    assert found("到2020年，氢氟碳化物实现有效控制，碳汇造林面积达到6.5万公顷。") == [("碳汇造林面积", 6.5, "万公顷")]
    assert found("到2025年，每万人拥有公交车达到15辆。") == [("每万人拥有公交车", 15.0, "辆")]
