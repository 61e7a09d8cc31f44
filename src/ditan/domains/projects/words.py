"""What the acts of projects are called in the log, and the entries of a project's history beside its steps."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "taken_over": _("从规划入库"),
    "adopted": _("按规划更新"),
    "made": _("录入"),
    "imported": _("导入"),
    "edited": _("修改信息"),
    "money": _("资金登记"),
    "milestone": _("节点"),
    "quantity": _("工程量"),
    "abatement": _("预期减排量"),
    "file_added": _("上传附件"),
    "file_removed": _("撤下附件"),
    "screening": _("“两高”审查清单"),
    "condition": _("审查附加条件"),
    "finding_closed": _("处理疑点"),
}
"""Entries of a project's history beside the transitions of its machines."""

ACTS = {
    "projects.taken_over": _("从规划入库项目"),
    "projects.adopted": _("按规划更新项目"),
    "projects.made": _("录入项目"),
    "projects.imported": _("导入项目"),
    "projects.edited": _("修改项目信息"),
    "projects.money": _("登记项目资金"),
    "projects.milestone": _("登记项目节点"),
    "projects.quantity": _("登记项目工程量"),
    "projects.abatement": _("登记项目预期减排量"),
    "projects.file_added": _("上传项目附件"),
    "projects.file_removed": _("撤下项目附件"),
    "projects.screening": _("填写“两高”审查清单"),
    "projects.condition": _("登记“两高”审查附加条件"),
    "projects.finding_closed": _("处理项目疑点"),
    "projects.step_approve": _("批复项目"),
    "projects.step_start": _("登记项目开工"),
    "projects.step_finish": _("登记项目完工"),
    "projects.step_cancel": _("取消项目"),
    "projects.step_restore": _("恢复项目"),
    "projects.step_reopen": _("撤回项目完工"),
    "projects.screening_pass": _("“两高”审查通过"),
    "projects.screening_bind": _("“两高”审查附条件通过"),
    "projects.screening_refuse": _("“两高”审查不予通过"),
    "projects.screening_reopen": _("重新进行“两高”审查"),
    "projects.list_exported": _("导出项目"),
    "projects.overspent": _("发现项目超支"),
}
