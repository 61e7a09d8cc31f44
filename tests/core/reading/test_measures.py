"""Which headings of a plan are measures, and what each of them says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ditan.core.reading.clean import clean
from ditan.core.reading.draft import Measure
from ditan.core.reading.measures import read_measures
from ditan.core.reading.outline import read_outline


def read(text: str) -> tuple[Measure, ...]:
    page = clean(text)
    return read_measures(page, read_outline(page))


def heads(text: str) -> list[tuple[str, str]]:
    return [(measure.number, measure.title) for measure in read(text)]


def who(text: str) -> list[tuple[list[str], list[str], str]]:
    return [(list(measure.lead), list(measure.cooperating), measure.roles) for measure in read(text)]


FRAME = """一、总体要求
(一)指导思想。以绿色发展为引领,全面贯彻新发展理念。
(二)基本原则。坚持系统观念,统筹推进。
(三)主要目标。到2025年,单位地区生产总值能耗下降14%。
"""


def test_numbered_measures_run_through_the_chapters() -> None:
    text = FRAME + (
        "二、重点任务\n(一)调整结构\n"
        "1.淘汰落后产能。依法依规淘汰。(责任单位:区经信委牵头,区发改委按职责分工负责)\n"
        "2.发展新兴产业。培育龙头企业。(责任单位:区发改委)\n"
        "三、保障措施\n3.加强组织领导。建立工作机制。(责任单位:区发改委牵头,各管委会按职责分工负责)\n"
    )

    assert heads(text) == [("1", "淘汰落后产能"), ("2", "发展新兴产业"), ("3", "加强组织领导")]
    assert who(text) == [
        (["区经信委"], ["区发改委"], "split"),
        (["区发改委"], [], "single"),
        (["区发改委"], ["各管委会"], "split"),
    ]


def test_neighbours_without_departments_are_measures_too() -> None:
    text = FRAME + (
        "二、主要任务\n(四)推动能源转型。优化能源结构,发展清洁能源。(改革发展局、生态环境局按职责分工负责)\n"
        "三、保障措施\n(五)加强组织领导。相关单位要统一思想认识,抓好贯彻落实。\n"
        "(六)加强宣传交流。组织开展业务培训,提升工作水平。\n"
    )

    assert heads(text) == [("(四)", "推动能源转型"), ("(五)", "加强组织领导"), ("(六)", "加强宣传交流")]
    assert [measure.roles for measure in read(text)] == ["joint", "unstated", "unstated"]


def test_without_departments_the_deepest_titled_headings_are_measures() -> None:
    text = FRAME + (
        "二、重点任务\n(一)能源绿色低碳转型行动。\n能源是经济社会发展的重要物质基础。\n"
        "1.推进煤炭消费替代。加快煤炭减量步伐,严控新增煤电项目。\n"
        "2.大力发展新能源。全面推进风电、太阳能发电大规模开发。\n"
        "三、政策保障\n(一)健全法律法规标准。构建有利于绿色低碳发展的法律体系。\n"
        "(二)完善经济政策。加大对碳达峰工作的支持力度。\n"
    )

    assert heads(text) == [
        ("1", "推进煤炭消费替代"),
        ("2", "大力发展新能源"),
        ("(一)", "健全法律法规标准"),
        ("(二)", "完善经济政策"),
    ]


def test_guiding_thoughts_targets_and_the_present_are_no_measures() -> None:
    text = (
        "第一章 现状与形势\n(一)工作成效\n全区绿色发展取得新成绩,空气质量持续改善。\n"
        "(二)面临挑战\n能源结构性矛盾仍然突出,减排压力较大。\n"
        "第二章 总体要求\n(一)指导思想\n全面贯彻新发展理念,坚持绿色发展。\n(二)目标指标\n到2025年,森林覆盖率达到45%。\n"
        "第三章 加强温室气体排放控制\n(一)加快工业低碳转型\n严格落实生态环境准入,推动制造业绿色发展。\n"
        "(二)强化建筑低碳管理\n全面实施绿色建筑标准,推进既有建筑改造。\n"
    )

    assert heads(text) == [("(一)", "加快工业低碳转型"), ("(二)", "强化建筑低碳管理")]


def test_a_title_about_foundations_that_orders_something_is_a_measure() -> None:
    text = (
        "一、重点任务\n(一)夯实碳交易工作基础。组织培训。(区生态环境局)\n"
        "(二)基础设施绿色升级工程。推进污水管网改造。(区住建委)\n(三)工作基础。十三五以来成效明显,能耗持续下降。\n"
    )

    assert heads(text) == [("(一)", "夯实碳交易工作基础"), ("(二)", "基础设施绿色升级工程")]


def test_a_title_that_solves_problems_is_a_measure_and_a_list_of_problems_is_none() -> None:
    text = (
        "一、存在问题\n(一)能源结构偏煤。煤炭占比仍然较高,清洁能源不足。\n"
        "二、主要任务\n(一)解决突出环境问题。开展专项整治行动,限期完成整改。\n(二)补齐设施短板。完善污水处理设施和配套管网。\n"
    )

    assert heads(text) == [("(一)", "解决突出环境问题"), ("(二)", "补齐设施短板")]


def test_unnumbered_leads_are_not_measures_of_their_own() -> None:
    text = (
        "第三章 主要任务\n(一)增加生态系统碳汇\n提升林业碳汇能力。统筹推进森林城市建设,完成营造林。\n"
        "提升湿地碳汇能力。加强湿地保护与修复,增强碳汇功能。\n"
    )

    assert heads(text) == [("(一)", "增加生态系统碳汇")]
    assert "提升湿地碳汇能力" in read(text)[0].text


def test_departments_on_lines_of_their_own_with_a_deadline() -> None:
    text = (
        "二、重点工作\n(一)推进产业结构优化\n1.严格环境准入。严控新增产能。\n"
        "牵头单位:县发改局\n责任单位:县经信局、县生态环境分局,各镇(街道)\n完成时限:2025年12月\n"
        "2.淘汰落后产能。依法依规淘汰。\n牵头单位:县经信局\n责任单位:各镇(街道)\n"
    )

    first, second = read(text)

    assert (first.lead, first.cooperating) == (("县发改局",), ("县经信局", "县生态环境分局", "各镇(街道)"))
    assert first.deadline == "2025年12月"
    assert (second.number, second.lead, second.deadline) == ("2", ("县经信局",), "")


def test_a_clause_behind_the_last_of_several_items_belongs_to_their_section() -> None:
    section = "({})推进{}节能\n1.执行标准。新建项目全面执行标准。\n2.实施改造。推进既有设施改造。\n责任单位:区{}局\n"
    text = "二、主要任务\n" + "".join(
        section.format(*words) for words in (("一", "工业", "经信"), ("二", "建筑", "住建"), ("三", "交通", "交通"))
    )

    assert heads(text) == [("(一)", "推进工业节能"), ("(二)", "推进建筑节能"), ("(三)", "推进交通节能")]
    assert [measure.lead for measure in read(text)] == [("区经信局",), ("区住建局",), ("区交通局",)]
    assert "1.执行标准。" in read(text)[0].text


def test_points_of_an_enumeration_are_part_of_their_measure() -> None:
    text = (
        "一、主要任务\n(一)优化运输结构。发展多式联运。(省交通运输厅牵头,省发展改革委配合)\n"
        "(二)建设绿色基础设施。重点做好以下工作:\n(1)建设绿色公路;\n(2)建设绿色港口。\n(省交通运输厅负责)\n"
    )

    assert heads(text) == [("(一)", "优化运输结构"), ("(二)", "建设绿色基础设施")]
    assert read(text)[1].lead == ("省交通运输厅",)


def test_measures_may_stand_at_different_depths() -> None:
    text = (
        "一、主要任务\n(一)优化运输结构。推进公转铁。(省交通运输厅负责)\n(二)推广绿色装备\n"
        "1.推广新能源车。公交车新能源占比达到80%。(省交通运输厅、省工业和信息化厅负责)\n"
        "2.淘汰老旧车。加快淘汰排放不达标货车。(省生态环境厅、省公安厅负责)\n"
    )

    assert heads(text) == [("(一)", "优化运输结构"), ("1", "推广新能源车"), ("2", "淘汰老旧车")]


def test_numbered_sentences_with_departments_are_measures() -> None:
    text = (
        "一、低碳引领能源革命\n(一)加强指标控制。\n"
        "1.实施能源消费总量和强度双控,形成新的能源发展格局。到2020年控制在50亿吨。(负责单位:发展改革委、能源局)\n"
        "2.坚持节约优先的能源战略,提升能源利用效率。(牵头单位:发展改革委 参加单位:国资委)\n"
    )

    assert [number for number, _ in heads(text)] == ["1", "2"]
    assert who(text)[1] == (["发展改革委"], ["国资委"], "split")


def test_articles_are_measures() -> None:
    text = (
        "第一条 支持企业节能改造。对节能量超过500吨标准煤的项目给予补助。(区发展改革委)\n"
        "第二条 支持绿色工厂创建。对国家级绿色工厂给予奖励。(区经济信息委、区财政局)\n"
        "第三条 本措施自印发之日起施行,有效期3年。\n"
    )

    assert heads(text) == [("第一条", "支持企业节能改造"), ("第二条", "支持绿色工厂创建")]


def test_annexes_and_boxes_hold_no_measures() -> None:
    text = (
        "二、重点任务\n1.加强监测。完善监测网络建设。(区生态环境局)\n专栏1 监测能力建设\n1.新建站点。建设空气站10个。\n"
        "2.加强执法。开展联合执法检查。(区生态环境局、区公安分局)\n附件:1.任务分工表\n2.主要指标目标任务分解表\n"
    )

    assert ("1", "加强监测") in heads(text)
    assert ("2", "加强执法") in heads(text)
    assert not any("表" in title for _, title in heads(text))


def test_points_that_a_box_counts_anew_are_no_measures() -> None:
    text = (
        "二、重点任务\n(一)能力建设\n1.加强监测。完善监测网络建设。(区生态环境局)\n专栏1 监测能力建设\n"
        "1.新建站点。在重点片区新建空气自动监测站10个。\n2.改造站点。对老旧水质自动监测站进行改造。\n"
        "2.加强执法。开展联合执法检查。(区公安分局)\n3.加强科研。开展科研攻关。(区科技局)\n"
    )

    assert heads(text) == [("1", "加强监测"), ("2", "加强执法"), ("3", "加强科研")]


def test_the_text_of_a_measure_ends_before_its_box() -> None:
    text = (
        "二、重点任务\n1.加强监测。完善监测网络建设。(区生态环境局)\n专栏1 监测能力建设\n建设空气站10个。\n"
        "2.加强执法。开展联合执法检查。(区生态环境局、区公安分局)\n"
    )

    assert read(text)[0].text == "完善监测网络建设。(区生态环境局)"


def test_departments_behind_a_box_still_belong_to_the_measure() -> None:
    text = (
        "二、重点任务\n1.加强监测。完善监测网络建设。\n专栏1 监测能力建设\n建设空气站10个。\n(区生态环境局牵头)\n"
        "2.加强执法。开展联合执法检查。(区公安分局)\n"
    )

    assert read(text)[0].lead == ("区生态环境局",)


def test_a_plan_inside_an_annex_of_its_notice_is_read() -> None:
    text = (
        "某市人民政府关于印发节能方案的通知\n各区县人民政府:\n现将方案印发给你们。\n"
        "附件:某市节能减排综合工作实施方案\n某市人民政府\n2022年5月1日\n一、总体要求\n以绿色发展为引领。\n"
        "二、重点工程\n(一)绿色升级工程。推进节能改造。(市经济信息委牵头,市发展改革委按职责分工负责)\n"
        "三、保障措施\n(一)加强组织领导。各区县要高度重视,细化措施。\n"
    )

    assert heads(text) == [("(一)", "绿色升级工程"), ("(一)", "加强组织领导")]


def test_plans_in_several_annexes_of_one_notice_are_read() -> None:
    plan = "一、重点任务\n(一)推进{0}节能。实施{0}领域节能改造工程。(区{0}局)\n二、保障措施\n(一)加强{0}监管。定期通报工作进展情况。\n"
    text = (
        "关于印发两个方案的通知\n各单位:\n现将方案印发给你们。\n"
        "附件1 某区工业节能行动方案\n" + plan.format("工信") + "附件2 某区建筑节能行动方案\n" + plan.format("住建")
    )

    assert [title for _, title in heads(text)] == ["推进工信节能", "加强工信监管", "推进住建节能", "加强住建监管"]


def test_a_chapter_of_targets_and_tasks_is_judged_heading_by_heading() -> None:
    text = (
        "一、主要目标和重点任务\n(一)总体目标。到2025年,能耗下降14%,森林覆盖率达到50%。\n"
        "(二)推进节能改造。实施重点行业节能升级。(区经济信息委)\n"
    )

    assert heads(text) == [("(二)", "推进节能改造")]


def test_the_only_date_by_which_something_is_completed_is_the_deadline() -> None:
    text = (
        "二、任务\n1.整治散乱污企业。2019年9月底前,基本完成全市整治任务。(市生态环境局)\n"
        "2.推广清洁能源。2019年底前完成一期,2020年底前完成二期。(市发改局)\n3.鼓励重点行业在2025年前实现碳达峰。推动达峰。(市发改局)\n"
    )

    assert [measure.deadline for measure in read(text)] == ["2019年9月底前", "", ""]


def test_a_measure_points_at_its_words_in_the_damaged_original() -> None:
    text = "二、重點任務\n1.節(jié)能降碳。推(tuī)進(jìn)綠色發(fā)展(zhǎn)。(責(zé)任單位:區發(fā)改委)\n"

    (measure,) = read(text)

    assert text[slice(*measure.span)] == measure.quote
    assert measure.quote.startswith("1.節(jié)能降碳。")
    assert measure.title == "节能降碳"
    assert measure.lead == ("区发改委",)
    assert measure.department_span is not None
    assert text[slice(*measure.department_span)] == "(責(zé)任單位:區發(fā)改委)"


def test_a_traditional_page_keeps_its_own_characters_in_names() -> None:
    text = (
        "二、重點任務\n1.推進節能改造。實施重點行業節能升級改造工程,著力提升能源利用效率。(市經濟信息委牽頭,市發展改革委配合)\n"
        "2.加強組織領導。各區縣要高度重視節能減排工作,細化落實責任。(市發展改革委)\n"
    )

    first = read(text)[0]

    assert first.title == "推進節能改造"
    assert (first.lead, first.cooperating) == (("市經濟信息委",), ("市發展改革委",))


def test_a_text_without_headings_has_no_measures() -> None:
    assert read("推进绿色发展。(区发改委负责)") == ()
    assert read("") == ()


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "一、重点任务",
                "(一)推进节能",
                "1.淘汰落后产能。依法淘汰。(区发改委)",
                "(区经信委负责)",
                "专栏1 目标",
                "附件",
                "正文。",
                "(1)建设;",
            ]
        ),
        max_size=14,
    )
)
def test_every_measure_of_any_outline_points_at_its_quote(lines: list[str]) -> None:
    text = "\n".join(lines)
    for measure in read(text):
        assert text[slice(*measure.span)] == measure.quote
        assert measure.quote.startswith(measure.number[:1])
        assert not set(measure.lead) & set(measure.cooperating)
