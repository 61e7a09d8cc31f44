"""What the acts on evaluations are called in the log."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "evaluation.made": _("建立评估报告"),
    "evaluation.details_changed": _("修改评估报告基本信息"),
    "evaluation.chapter_written": _("撰写评估报告章节"),
    "evaluation.chapter_moved": _("调整评估报告章节次序"),
    "evaluation.chapter_left_out": _("不列入评估报告章节"),
    "evaluation.chapter_taken_in": _("列入评估报告章节"),
    "evaluation.finalised": _("评估报告定稿"),
    "evaluation.deleted": _("删除评估报告草稿"),
    "evaluation.exported": _("导出评估报告"),
}
