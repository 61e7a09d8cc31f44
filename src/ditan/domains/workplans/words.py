"""What the acts on work plans are called in the log and in a plan's history."""

from django.utils.translation import gettext_lazy as _

STEPS = {
    "made": _("新建"),
    "taken": _("从规划取入"),
    "line_added": _("新增条目"),
    "line_changed": _("修改条目"),
    "line_dropped": _("本年不列"),
    "line_restored": _("恢复条目"),
    "imported": _("导入条目"),
    "submit": _("提交审核"),
    "return": _("退回修改"),
    "approve": _("批准"),
    "issue": _("下达"),
    "revise": _("修订"),
    "handed_out": _("交办督办事项"),
}

ACTS = {
    "workplans.made": _("新建年度工作计划"),
    "workplans.taken": _("年度工作计划从规划取入"),
    "workplans.line_added": _("新增年度计划条目"),
    "workplans.line_changed": _("修改年度计划条目"),
    "workplans.line_dropped": _("年度计划条目本年不列"),
    "workplans.line_restored": _("恢复年度计划条目"),
    "workplans.imported": _("导入年度计划条目"),
    "workplans.submit": _("提交审核年度工作计划"),
    "workplans.return": _("退回年度工作计划"),
    "workplans.approve": _("批准年度工作计划"),
    "workplans.issue": _("下达年度工作计划"),
    "workplans.revise": _("修订年度工作计划"),
    "workplans.handed_out": _("交办年度计划任务"),
    "workplans.exported": _("导出年度工作计划"),
    "workplans.document_made": _("生成年度任务书"),
    "workplans.refused": _("年度工作计划操作被拒"),
}

FIELD_WORDS = {
    "title": _("名称"),
    "text": _("内容与要求"),
    "comparator": _("比较"),
    "value": _("年度目标值"),
    "unit": _("单位"),
    "organisation_name": _("牵头单位"),
    "cooperating": _("配合单位"),
    "due_on": _("完成时限"),
    "due_text": _("时限原文"),
    "weight": _("权重"),
    "basis": _("依据"),
}
