"""What the acts of alerts are called in the log, and the steps that no person takes."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "fired": _("触发"),
    "escalated": _("升级"),
    "renewed": _("更新"),
    "cleared": _("条件解除"),
    "fired_again": _("再次触发"),
    "overdue": _("超期"),
    "assigned": _("指派"),
    "evidence_added": _("上传佐证"),
    "evidence_removed": _("撤下佐证"),
}
"""Steps of an alert beside the transitions of its machine."""

ACTS = {
    "alerts.raised": _("触发预警"),
    "alerts.assigned": _("指派预警责任单位"),
    "alerts.step_acknowledge": _("签收预警"),
    "alerts.step_dispose": _("处置预警"),
    "alerts.step_report": _("反馈预警"),
    "alerts.step_check": _("预警复核通过"),
    "alerts.step_send_back": _("预警复核退回"),
    "alerts.step_close": _("预警销号"),
    "alerts.step_mute": _("静默预警"),
    "alerts.step_unmute": _("解除预警静默"),
    "alerts.evidence_added": _("上传预警佐证"),
    "alerts.evidence_removed": _("撤下预警佐证"),
    "alerts.rule_made": _("建立预警规则"),
    "alerts.rule_changed": _("修改预警规则"),
    "alerts.rule_switched_on": _("启用预警规则"),
    "alerts.rule_switched_off": _("停用预警规则"),
    "alerts.list_exported": _("导出预警"),
}
