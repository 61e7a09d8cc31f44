"""Measures of shortened texts: orders behind the goals, orders of one sentence, a last section cut short."""

from ditan.core.reading.clean import clean
from ditan.core.reading.measures import read_measures
from ditan.core.reading.outline import read_outline


def heads(text: str) -> list[tuple[str, str]]:
    page = clean(text)
    return [(measure.number, measure.title) for measure in read_measures(page, read_outline(page))]


OPENING = """一、总体要求
(一)指导思想。全面贯彻新发展理念,坚持绿色发展。
(二)目标指标。到2020年,细颗粒物平均浓度降至45微克/立方米。
"""


def test_an_order_behind_the_goals_of_a_shortened_plan_is_a_measure() -> None:
    assert heads(OPENING + "(三)优化运输结构。2019年底前,完成铁路专用线建设方案的编制工作。\n") == [
        ("(三)", "优化运输结构")
    ]


def test_what_frames_the_plan_behind_its_goals_stays_out() -> None:
    text = (
        OPENING
        + "(三)实施步骤。分三个阶段推进,2019年6月底前完成动员部署。\n(四)坚持统筹推进。坚持系统观念,统筹安排各项工作。\n"
    )

    assert heads(text) == []


def test_principles_before_the_goals_are_no_measures() -> None:
    text = (
        "一、总体要求\n(一)指导思想。全面贯彻新发展理念,坚持绿色发展。\n(二)优化发展布局。坚持以水定城,统筹产业布局。\n"
        "(三)主要目标。到2020年,森林覆盖率达到45%。\n"
    )

    assert heads(text) == []


def test_orders_of_one_sentence_are_measures() -> None:
    text = (
        "(一)重点区域。包括甲市、乙市、丙市及其所属各县。\n(二)目标指标。到2025年,优良天数比率达到85%。\n"
        "(三)坚决淘汰落后和过剩产能。\n(四)加快推进园区循环化改造。\n(五)优化货物运输结构。推动大宗货物公转铁、公转水。\n"
    )

    assert heads(text) == [
        ("(三)", "坚决淘汰落后和过剩产能"),
        ("(四)", "加快推进园区循环化改造"),
        ("(五)", "优化货物运输结构"),
    ]


def test_lines_without_a_stop_are_no_orders() -> None:
    assert heads("目录\n(一)加快推进园区循环化改造\n(二)优化调整货物运输结构\n(三)坚决淘汰落后和过剩产能\n") == []


def test_the_last_section_counts_though_it_is_cut_short() -> None:
    text = "一、主要目标\n到2025年,能耗下降14%。\n二、实施重点工程\n(一)农村清洁取暖工程。以整县推\n"

    assert heads(text) == [("(一)", "农村清洁取暖工程")]


def test_the_survey_of_the_present_is_no_measure_whatever_verb_begins_it() -> None:
    text = (
        "一、发展现状\n截至2020年底,全市建成充电站310座,公共充电桩5200个。\n二、建设目标\n到2025年,充电站达到800座。\n"
        "三、完善充电网络\n加快居民区充电设施建设,推进老旧小区改造时同步建设。\n"
    )

    assert heads(text) == [("三", "完善充电网络")]


def test_an_area_is_no_measure_and_work_in_it_is_one() -> None:
    text = "一、重点区域和时段\n包括主城区和环城乡镇,以秋冬季为重点。\n二、重点区域治理攻坚\n以主城区为重点,开展工业炉窑整治。\n三、加强执法检查\n组织开展交叉检查,严厉打击违法排污。\n"

    assert heads(text) == [("二", "重点区域治理攻坚"), ("三", "加强执法检查")]


def who(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    page = clean(text)
    return [(one.title, one.lead, one.cooperating) for one in read_measures(page, read_outline(page))]


def test_departments_may_stand_in_the_title() -> None:
    text = (
        "二、重点工作\n(一)加快产业绿色升级(市工信局牵头)\n实施绿色制造工程，创建绿色工厂。\n"
        "(二)加快能源结构调整（市发改委牵头，市供电公司配合）\n有序发展风电、光伏发电项目。\n"
        "(三)推进重点工程（一期）\n加快一期工程建设，尽快投用。(市住建局负责)\n"
    )

    assert who(text) == [
        ("加快产业绿色升级", ("市工信局",), ()),
        ("加快能源结构调整", ("市发改委",), ("市供电公司",)),
        ("推进重点工程(一期)", ("市住建局",), ()),
    ]


def test_an_order_with_departments_is_a_measure_even_under_the_goals() -> None:
    text = (
        "三、发展目标\n到2025年,非化石能源占比达到15%。\n(一)优化能源结构。加快风电建设。(责任单位:市发改局、市海洋局)\n"
        "(二)主要指标。森林覆盖率达到45%。\n"
    )

    assert who(text) == [("优化能源结构", ("市发改局", "市海洋局"), ())]


def test_a_title_that_the_end_of_the_page_cuts_is_still_a_measure() -> None:
    text = "三、强化支撑\n(一)健全统计体系。完善碳排放统计核算制度,提升数据质量。\n(二)强化资金投"

    assert heads(text) == [("(一)", "健全统计体系"), ("(二)", "强化资金投")]
    assert heads(text[:-2]) == [("(一)", "健全统计体系")]


def test_the_first_measure_of_a_cut_page_is_the_innermost() -> None:
    text = "二、目标\n到2025年能耗下降14%。\n三、实施节能减排重点工程\n(一)重点行业升级工程。\n1.着力提升重点"

    assert heads(text) == [("1", "着力提升重点")]


def test_a_project_with_its_total_is_no_measure() -> None:
    text = (
        "三、重点任务\n(一)建设储能工程\n1.白鹤储能电站。项目总投资4.2亿元，2023年开工。\n2.龙潭抽水蓄能电站。项目规划装机140万千瓦，估算总投资92.3亿元。\n"
        "(二)加强组织实施\n1.推进前期工作。加快办理用地、环评等手续，做好要素保障。\n"
    )

    assert [title for _, title in heads(text)] == ["建设储能工程", "推进前期工作"]


def test_who_is_responsible_and_why_it_was_written_are_no_measures() -> None:
    text = "一、制定依据\n根据上级要求，制定本方案。\n二、重点任务\n全面完成各项任务。\n三、责任单位\n县发改局、县住建局、县经开区管委会。\n"

    assert [title for _, title in heads(text) if title != "重点任务"] == []
