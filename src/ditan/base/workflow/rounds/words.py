"""What the acts of reporting are called in the log."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "workflow.round_made": _("建立填报轮次"),
    "workflow.round_copied": _("照上一轮新建填报"),
    "workflow.round_changed": _("修改填报轮次"),
    "workflow.round_opened": _("下达填报"),
    "workflow.round_closed": _("关闭填报"),
    "workflow.round_reopened": _("重新开放填报"),
    "workflow.relation_made": _("新增关系校验"),
    "workflow.relation_retired": _("停用关系校验"),
    "workflow.relation_resumed": _("启用关系校验"),
    "workflow.assignment_extended": _("填报延期"),
    "workflow.assignment_delegated": _("委托填报"),
    "workflow.assignment_urged": _("催报"),
    "workflow.cells_saved": _("保存填报值"),
    "workflow.cell_commented": _("填报批注"),
    "workflow.evidence_added": _("上传佐证"),
    "workflow.evidence_removed": _("撤下佐证"),
    "workflow.sheet_read": _("读入填报表"),
    "workflow.sheet_taken": _("导入填报表"),
    "workflow.results_exported": _("导出填报结果"),
    "workflow.submission_submit": _("提交填报"),
    "workflow.submission_withdraw": _("撤回填报"),
    "workflow.submission_approve_department": _("部门审核通过"),
    "workflow.submission_return_department": _("部门退回填报"),
    "workflow.submission_approve": _("统筹审核通过"),
    "workflow.submission_return": _("统筹退回填报"),
    "workflow.submission_lock": _("锁定填报"),
    "workflow.submission_restate": _("重述填报"),
    "workflow.submission_abandon_restatement": _("放弃重述"),
}
