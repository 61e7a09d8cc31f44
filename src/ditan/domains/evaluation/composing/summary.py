"""总体情况: the plan, and how it stands in a few sentences."""

from __future__ import annotations

from collections import Counter

from ditan.base.reporting.documents import Block, Cells, DataTable, Paragraph, Run, Text
from ditan.domains.evaluation.composing.wording import count, judgement, money, of_group, together
from ditan.domains.evaluation.facts import Facts

ORDER = ("达成", "达到序时进度", "基本达到序时进度", "略低于序时进度", "明显低于序时进度", "未达成", "不作考核")


def summary(facts: Facts) -> list[Block]:
    """Who made the plan, what it holds, how targets, tasks and money stand."""
    blocks: list[Block] = [Paragraph(_about(facts))]
    if facts.plan.is_draft:
        blocks.append(Paragraph("该规划为征求意见稿，其目标不具约束力；本报告的判断仅供参考，不作考核依据。"))
    if facts.has_demo:
        blocks.append(Paragraph(Run("本报告含演示数据（以“演示”标注），不得用于考核和对外发布。", look="strong")))
    blocks.append(Paragraph(_targets(facts)))
    if facts.indicators:
        blocks.append(_lights(facts))
    blocks.extend(Paragraph(text) for text in (_tasks(facts), _money(facts)) if text)
    return blocks


def _about(facts: Facts) -> Text:
    plan = facts.plan
    taken = f"（任务与项目为{facts.taken:%Y-%m-%d}取数时的情况）" if facts.taken else ""
    told = [f"《{plan.title}》"]
    if plan.issuer:
        told.append(f"由{plan.issuer}" + (f"以{plan.number}印发" if plan.number and not plan.is_draft else "编制"))
    told.append(f"，规划期{plan.period}" if plan.period else "，规划期未标明")
    return [
        "".join(told),
        "。规划在库条目包括指标与目标",
        count(facts, len(facts.indicators) + len(facts.untracked)),
        "项、任务",
        count(facts, len(facts.tasks)),
        "项、正文措施",
        count(facts, facts.measures),
        "项、项目",
        count(facts, len(facts.projects)),
        f"个。本报告反映截至{facts.day.year}年{facts.day.month}月{facts.day.day}日的情况{taken}；文中“规划原文”即指该规划。",
    ]


def _targets(facts: Facts) -> Text:
    told = facts.indicators
    if not told:
        return f"无数据：规划的 {len(facts.untracked)} 项指标与目标均未绑定统计指标，无法评估完成情况。"
    no_data, awaiting = len(of_group(facts, "no_data")), len(of_group(facts, "awaiting"))
    text: list[str | Run] = ["跟踪的目标", count(facts, len(told)), "项，其中已有可比数据"]
    text += [count(facts, len(told) - no_data - awaiting), "项，无数据", count(facts, no_data)]
    text += ["项，待上级下达", count(facts, awaiting), "项。"]
    if facts.untracked:
        text += ["另有", count(facts, len(facts.untracked)), "项未纳入跟踪，原因见下文。"]
    return text


def _lights(facts: Facts) -> DataTable:
    counted = Counter(judgement(each) for each in facts.indicators)
    names = sorted(counted, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))
    rows: list[Cells] = [[name, count(facts, counted[name])] for name in names]
    return DataTable(
        head=["判断", "目标数"],
        rows=[*rows, ["合计", count(facts, len(facts.indicators))]],
        caption="目标总体判断",
        widths=[3, 1],
        totals=1,
    )


def _tasks(facts: Facts) -> Text:
    if not facts.tasks and not facts.unbooked_tasks:
        return "规划文本未列任务分工表。"
    held = [each for each in facts.tasks if each.is_handed_out]
    if not held:
        return [
            "任务分工",
            count(facts, len(facts.tasks)),
            "项均未交办，办理情况无数据。",
        ]
    done = sum(each.state in DONE for each in held)
    late = sum(each.light == "red" for each in held)
    text: list[str | Run] = ["任务", count(facts, len(facts.tasks)), "项中，已交办", count(facts, len(held))]
    text += ["项，已办结", count(facts, done), "项，超期", count(facts, late), "项"]
    missing = len(facts.tasks) - len(held)
    return [*text, *(["；未交办", count(facts, missing), "项，办理情况无数据。"] if missing else ["。"])]


def _money(facts: Facts) -> Text:
    if not facts.projects:
        return "" if facts.unbooked_projects else "规划文本未列项目。"
    total, unknown = together([each.printed for each in facts.projects])
    spent, no_spent = together([each.spent for each in facts.projects])
    text: list[str | Run] = ["项目", count(facts, len(facts.projects)), "个，规划总投资"]
    text.append(Run(f"{money(total)} 万元", (facts.counted,)) if total is not None else "无数据")
    text.append(f"（{unknown} 个项目未印出投资额）" if unknown else "")
    if spent is None:
        return [*text, "；资金下达与支付情况无数据。"]
    text += ["，已支付", Run(f"{money(spent)} 万元", (facts.counted,))]
    return [*text, f"（{no_spent} 个项目无支付数据）。" if no_spent else "。"]


DONE = ("done", "closed")
"""States of a matter that has come to its end."""
