"""What the acts of assessments are called in the log, and the steps beside those of the machine."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "begun": _("启动考核"),
    "handed_in": _("提交自评"),
    "handed_back": _("退回自评"),
    "appealed": _("申诉"),
    "answered": _("答复申诉"),
}
"""Steps of an assessment beside the transitions of its machine."""

ACTS = {
    "assessment.rubric_begun": _("新建评分细则"),
    "assessment.rubric_changed": _("修改评分细则草稿"),
    "assessment.rubric_revised": _("修订评分细则"),
    "assessment.rubric_issued": _("发布评分细则"),
    "assessment.begun": _("启动考核"),
    "assessment.scored": _("考核评分"),
    "assessment.accepted": _("同意自评得分"),
    "assessment.fed": _("考核自动取数"),
    "assessment.handed_in": _("提交自评"),
    "assessment.handed_back": _("退回自评"),
    "assessment.remarked": _("批注考核项"),
    "assessment.evidence_added": _("上传考核佐证"),
    "assessment.evidence_removed": _("撤下考核佐证"),
    "assessment.start_review": _("考核转入审核"),
    "assessment.reopen": _("考核退回自评"),
    "assessment.finalise": _("考核转入核定"),
    "assessment.back_to_review": _("考核退回审核"),
    "assessment.publish": _("公示考核结果"),
    "assessment.close": _("考核定稿"),
    "assessment.withdraw": _("撤销考核"),
    "assessment.appealed": _("考核申诉"),
    "assessment.answered": _("答复考核申诉"),
    "assessment.frozen": _("冻结考核结果"),
    "assessment.recomputed": _("重算考核定稿"),
    "assessment.exported": _("导出考核"),
}
