from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import SIGNED_IN, Access, Domain, MenuEntry, Permission

ROOM = "ditan.base.notices"

SYSTEM = "系统管理员"


class NoticesConfig(AppConfig):
    name = ROOM
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("消息中心")

    domain: ClassVar[Domain] = Domain(
        name="notices",
        label=_("消息中心"),
        urls=f"{ROOM}.urls",
        url_prefix="notices/",
        order=20,
        menu=(
            MenuEntry(_("消息中心"), "notices:centre", "bell", badge=f"{ROOM}.selectors.unread_count", personal=True),
        ),
        permissions=(
            Permission("notices.manage_notices", _("设置消息模板与渠道"), (SYSTEM,)),
            Permission("notices.view_deliveries", _("查看发送记录"), (SYSTEM,)),
        ),
        access=(
            Access("notices:centre", SIGNED_IN),
            Access("notices:read", SIGNED_IN, scoped=True),
            Access("notices:read_all", SIGNED_IN),
        ),
    )
