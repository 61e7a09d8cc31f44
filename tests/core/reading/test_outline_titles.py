"""Titles, forwarding letters, and the site's own text around a plan."""

import pytest

from tests.core.reading.outlines import outline_of

BODY = "为深入贯彻党中央、国务院关于碳达峰、碳中和的重大战略决策，全面落实上级部署，结合我区实际，制定本方案。\n一、总体要求\n（一）思想。\n二、任务\n"
LETTER = (
    "重庆市渝北区人民政府\n关于印发重庆市渝北区碳达峰实施方案的通知\n渝北府发〔2023〕12号\n各镇人民政府，有关单位：\n"
    "现将《重庆市渝北区碳达峰实施方案》印发给你们，请认真贯彻执行。\n重庆市渝北区人民政府\n2023年5月6日\n（此件公开发布）\n"
)


def title_of(text: str) -> str | None:
    return next((entry.title for entry in outline_of(text)[1].entries if entry.kind == "title"), None)


def parts(text: str) -> list[list[str]]:
    cleaned, outline = outline_of(text)
    return [[cleaned[start:end].strip() for start, end in stretches] for stretches in (outline.chrome, outline.notices)]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("某区碳达峰实施方案\n", "某区碳达峰实施方案"),
        ("某市打赢蓝天保卫战实施方案(2019-2020年)\n", "某市打赢蓝天保卫战实施方案(2019-2020年)"),
        (
            "某区加快推动绿色产业高质量发展三年\n行动计划（2025—2027年）\n",
            "某区加快推动绿色产业高质量发展三年行动计划(2025—2027年)",
        ),
        ("某市人民政府\n关于高质量创建生态城的意见\n", "某市人民政府关于高质量创建生态城的意见"),
        ("某县“十四五”应对气候变化规划\n\n（征求意见稿）\n", "某县“十四五”应对气候变化规划(征求意见稿)"),
        ("某县生态环境保护规划\n（2021—2025年）\n（送审稿）\n", "某县生态环境保护规划(2021—2025年)(送审稿)"),
        ("某市2024年节能降碳工作要点\n", "某市2024年节能降碳工作要点"),
    ],
)
def test_a_title_is_found_over_its_lines(head: str, title: str) -> None:
    assert title_of(head + BODY) == title


def test_a_letter_is_told_from_the_plan_that_it_forwards() -> None:
    text = LETTER + "重庆市渝北区碳达峰实施方案\n" + BODY
    assert title_of(text) == "重庆市渝北区碳达峰实施方案"
    assert parts(text) == [
        [],
        [LETTER.replace("，", ",").replace("：", ":").replace("（", "(").replace("）", ")").strip()],
    ]


def test_nothing_is_read_from_the_letters_own_points() -> None:
    letter = LETTER.replace("重庆市渝北区人民政府\n2023", "一、提高认识。\n二、抓好落实。\n重庆市渝北区人民政府\n2023")
    outline = outline_of(letter + "重庆市渝北区碳达峰实施方案\n" + BODY)[1]
    assert [entry.title for entry in outline.entries] == ["重庆市渝北区碳达峰实施方案", "总体要求", "思想", "任务"]


def test_menus_above_the_letter_are_the_sites_own() -> None:
    menu = "首页 政务公开 互动交流\n您当前的位置：首页 > 政务公开\n字体：【大】【小】\n"
    chrome, notices = parts(menu + LETTER + "重庆市渝北区碳达峰实施方案\n" + BODY)
    assert chrome == ["首页 政务公开 互动交流\n您当前的位置:首页 > 政务公开\n字体:【大】【小】"]
    assert len(notices) == 1


def test_a_letter_without_a_heading_of_its_own() -> None:
    text = (
        "区政府各部门，有关单位：\n《某区碳达峰实施方案》已经区政府同意，现印发给你们，请遵照执行。\n某区人民政府办公室\n2025年7月1日\n某区碳达峰实施方案\n"
        + BODY
    )
    assert title_of(text) == "某区碳达峰实施方案"
    assert parts(text)[1][0].startswith("区政府各部门")


def test_a_title_that_only_the_letter_prints() -> None:
    text = "各区县人民政府：\n《长沙市碳达峰实施方案》已经市人民政府同意，现印发给你们，请遵照执行。\n" + BODY
    assert title_of(text) == "长沙市碳达峰实施方案"


def test_a_consultation_and_the_draft_that_it_holds() -> None:
    text = (
        "关于征求《某新区绿色低碳发展行动方案（2024—2026年）（征求意见稿）》意见的函\n各有关单位：\n一、请认真研究。\n二、请反馈意见。\n"
        "附件：某新区绿色低碳发展行动方案（2024—2026年）（征求意见稿）\n2024年2月20日\n附件\n某新区绿色低碳发展行动方案\n（2024—2026年）\n（征求意见稿）\n"
        + BODY
    )
    outline = outline_of(text)[1]
    assert [entry.title for entry in outline.entries] == [
        "某新区绿色低碳发展行动方案(2024—2026年)(征求意见稿)",
        "总体要求",
        "思想",
        "任务",
    ]
    assert outline.absent_annexes == ()


@pytest.mark.parametrize(
    "foot",
    [
        "返回顶部",
        "来源:某区微信公众号",
        "扫一扫在手机打开当前页\n小龙人形象\n智能问答 政策问答",
        "上一篇:没有了\n下一篇:关于开展评选的通知\n【打印本页】 【关闭窗口】\n主办单位:某区管委会 网站标识码:3600000001",
        "本文链接:http://example.org/policy.html\n本文关键词: 重庆市",
    ],
)
def test_footers_are_the_sites_own(foot: str) -> None:
    assert parts("某区碳达峰实施方案\n" + BODY + "内容到此结束。\n" + foot)[0] == [foot.strip()]


def test_a_signature_behind_the_plan_is_no_footer() -> None:
    assert parts("某区碳达峰实施方案\n" + BODY + "某区人民政府\n2023年5月6日\n")[0] == []


def test_a_source_note_inside_the_plan_is_no_footer() -> None:
    text = (
        "某区碳达峰实施方案\n"
        + BODY
        + "来源：某统计年鉴\n"
        + "推进重点领域节能降碳工作，落实各项措施和责任。" * 5
        + "\n"
    )
    assert parts(text)[0] == []


@pytest.mark.parametrize("text", ["推进节能。\n落实责任。", "二、任务\n（一）工业。\n", "加快制定实施方案。\n"])
def test_a_text_without_a_title_has_none(text: str) -> None:
    assert title_of(text) is None


def test_a_phrase_in_the_body_is_no_title() -> None:
    assert title_of("一、总体要求\n内容。\n加快编制碳达峰实施方案\n二、任务\n") is None


def test_the_body_excludes_what_stands_around_it() -> None:
    text, outline = outline_of(LETTER + "重庆市渝北区碳达峰实施方案\n" + BODY + "返回顶部")
    assert not outline.is_body(0)
    assert outline.is_body(text.index("一、总体要求"))
    assert not outline.is_body(text.index("返回顶部"))


def test_a_reporters_lead_is_the_sites_own() -> None:
    lead = (
        "日前,某市人民政府印发《某市碳达峰实施方案》。"
        + "方案提出,到2025年风电装机达到280万千瓦以上。" * 6
        + "\n"
        + "方案还提出,推进绿色建筑。" * 12
        + "\n原文如下:\n"
    )
    letter = "各县(市、区)人民政府:\n现将《某市碳达峰实施方案》印发给你们,请认真贯彻执行。\n2023年1月6日\n"
    chrome, notices = parts(lead + letter + "某市碳达峰实施方案\n" + BODY)
    assert chrome == [lead.strip()]
    assert notices == [letter.strip()]


def test_a_title_whose_first_line_stops_before_its_noun() -> None:
    assert (
        title_of("临江市全域“无废城市”建设\n成效评估指南(试行)\n(征求意见稿)\n" + BODY)
        == "临江市全域“无废城市”建设成效评估指南(试行)(征求意见稿)"
    )


def test_an_index_table_above_the_letter_is_the_sites_own() -> None:
    index = "索 引 号: | AB-2024-002 | 主题分类: | 区政府 |\n文 号: | 某府发〔2024〕3号 | 发布机构: | 某区人民政府 |\n"
    assert parts(index + LETTER + "重庆市渝北区碳达峰实施方案\n" + BODY)[0][0].startswith("索引号:")


def test_a_letter_that_names_its_plan_without_marks_and_holds_it() -> None:
    text = "某省人民政府关于印发“十三五”节能减排\n综合工作方案的通知\n某政发〔2016〕74号\n各市人民政府:\n现印发给你们,请认真贯彻执行。\n一、工作成效。\n二、重要意义。\n"
    assert title_of(text) == "“十三五”节能减排综合工作方案"


def test_a_title_with_its_first_paragraph_on_one_line() -> None:
    text = "某省节能“十三五”规划 为确保实现全省节能约束性目标,节约能源,提高能效,推动绿色发展,促进发展方式转变,制定本规划。 一、总体要求 (一)思想。全面推进。 二、任务"
    assert title_of(text) == "某省节能“十三五”规划"


def test_an_order_to_write_a_plan_is_no_title() -> None:
    cells = "序号\n工作任务\n责任单位\n1\n制定全县工业领域碳达峰实施方案\n县工信局\n2\n实施造林绿化\n县林业局\n"

    assert title_of(f"附件\n任务分解表\n{cells}") is None
    assert title_of("制定全县工业领域碳达峰实施方案\n") is None


def test_a_cell_of_a_table_is_no_title() -> None:
    cells = "序号\n政策文件\n责任单位\n1\n某县工业领域碳达峰实施方案\n县工信局\n"

    assert title_of(f"附件\n任务分解表\n{cells}") is None
