"""What the acts of check-ups are called in the log."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "checkups.indicator_saved": _("维护体检指标"),
    "checkups.begun": _("启动城市体检"),
    "checkups.taken": _("体检取数"),
    "checkups.value_saved": _("填写体检数值"),
    "checkups.value_entered": _("填报体检数值"),
    "checkups.value_reviewed": _("审核体检数值"),
    "checkups.proposed": _("体检问题转督办"),
    "checkups.closed": _("完成城市体检"),
    "checkups.exported": _("导出城市体检"),
}
