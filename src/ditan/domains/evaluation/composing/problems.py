"""What a person who writes 存在问题 and 下一步工作 begins with: what stands out, a line each. Nobody's text until it is saved."""

from __future__ import annotations

from ditan.domains.evaluation.composing.money import is_overspent
from ditan.domains.evaluation.composing.tasks import standing
from ditan.domains.evaluation.composing.wording import names, of_group
from ditan.domains.evaluation.facts import Facts

MOST = 8


def problems(facts: Facts) -> str:
    """Targets that lag, tasks that are late, money that was overspent, and what nobody knows."""
    lines = []
    lagging = [each for each in facts.indicators if each.light in ("yellow", "red")]
    if lagging:
        lines.append(f"部分目标进度滞后：{_listed([each.name for each in lagging])}。")
    late = [each for each in facts.tasks if standing(each) == "超期"]
    if late:
        lines.append(
            f"{len(late)} 项任务超期未办结，涉及{names((name for each in late for name in each.departments[:1]), 5)}。"
        )
    over = [each for each in facts.projects if is_overspent(each)]
    if over:
        lines.append(f"{len(over)} 个项目支付超出计划：{_listed([each.called.text for each in over])}。")
    if no_data := of_group(facts, "no_data"):
        lines.append(f"{len(no_data)} 项目标无数据，无法判断：{_listed([each.name for each in no_data])}。")
    if awaiting := of_group(facts, "awaiting"):
        lines.append(f"{len(awaiting)} 项目标待上级下达：{_listed([each.name for each in awaiting])}。")
    if facts.untracked:
        lines.append(f"{len(facts.untracked)} 项指标与目标未纳入跟踪。")
    missing = sum(not each.is_handed_out for each in facts.tasks)
    if missing:
        lines.append(f"{missing} 项任务未交办，办理情况不明。")
    return "\n".join(f"（{number}）{line}" for number, line in enumerate(lines, 1))


def next_steps(facts: Facts) -> str:
    """One step for each kind of thing that is amiss."""
    lines = []
    if any(each.light in ("yellow", "red") for each in facts.indicators):
        lines.append("对进度滞后的目标逐项制定补救措施，明确责任单位和完成时限。")
    if any(standing(each) == "超期" for each in facts.tasks):
        lines.append("督促超期任务限期办结，按规定催办、通报。")
    if of_group(facts, "no_data") or facts.untracked:
        lines.append("补齐缺数指标的统计口径和数据来源，纳入填报。")
    if of_group(facts, "awaiting"):
        lines.append("衔接上级部门，及时登记下达的目标值和文号。")
    if any(not each.is_handed_out for each in facts.tasks):
        lines.append("将尚未交办的任务逐项交办。")
    return "\n".join(f"（{number}）{line}" for number, line in enumerate(lines, 1))


def _listed(names_of: list[str]) -> str:
    told = list(dict.fromkeys(names_of))
    return "、".join(told[:MOST]) + (f"等 {len(names_of)} 项" if len(told) > MOST else "")
