"""What the acts of clocks are called in the log."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "workflow.chain_made": _("建立升级链"),
    "workflow.chain_changed": _("修改升级链"),
    "workflow.clocks_escalated": _("督办升级"),
}
