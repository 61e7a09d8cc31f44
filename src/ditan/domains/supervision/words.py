"""What the acts of supervision are called in the log, and the steps that are no transition."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "drawn_up": _("立项"),
    "proposed": _("提请立项"),
    "changed": _("修改"),
    "part_accepted": _("协办签收"),
    "part_returned": _("协办退回"),
    "cosigned": _("会签"),
    "parts_set": _("调整协办单位"),
    "split": _("分解"),
    "moved_below": _("调整上级事项"),
    "milestone_set": _("登记节点"),
    "milestone_done": _("完成节点"),
    "milestone_removed": _("删除节点"),
    "progress": _("报送进展"),
    "extension_asked": _("申请延期"),
    "extension_granted": _("同意延期"),
    "extension_refused": _("不同意延期"),
    "urged": _("催办"),
    "hung": _("挂牌督办"),
    "unhung": _("摘牌"),
    "escalated": _("升级"),
    "handed_over": _("经办人交接"),
    "found": _("发现不一致"),
    "settled": _("不一致已消除"),
    "explained": _("说明不一致"),
}
"""Steps of a matter beside the transitions of its machine."""

ACTS = {
    **{f"supervision.{code}": label for code, label in EVENTS.items()},
    "supervision.step_hand_out": _("交办督办事项"),
    "supervision.step_accept": _("签收督办事项"),
    "supervision.step_return": _("退回督办事项"),
    "supervision.step_begin": _("开始办理督办事项"),
    "supervision.step_report": _("反馈督办事项"),
    "supervision.step_review": _("受理审核督办事项"),
    "supervision.step_pass": _("督办审核通过"),
    "supervision.step_send_back": _("督办审核退回"),
    "supervision.step_close": _("督办销号"),
    "supervision.step_reopen": _("重新办理督办事项"),
    "supervision.step_transfer": _("转办督办事项"),
    "supervision.step_withdraw": _("撤回督办事项"),
    "supervision.step_suspend": _("中止督办事项"),
    "supervision.step_resume": _("恢复办理督办事项"),
    "supervision.step_cancel": _("作废督办事项"),
    "supervision.plan_handed_out": _("按规划立项"),
    "supervision.class_made": _("建立督办类别"),
    "supervision.class_changed": _("修改督办类别"),
    "supervision.list_exported": _("导出督办台账"),
}
