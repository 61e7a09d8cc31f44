from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import SIGNED_IN, Access, Domain, MenuEntry, Permission, WorkbenchBox

ROOM = "ditan.base.notices"

COORDINATOR = "统筹"
SYSTEM = "系统管理员"
MANAGE = "notices.manage_notices"
VIEW = "notices.view_deliveries"
PUBLISH = "notices.publish_announcements"


class NoticesConfig(AppConfig):
    name = ROOM
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("消息中心")

    domain: ClassVar[Domain] = Domain(
        name="notices",
        label=_("消息与公告"),
        urls=f"{ROOM}.urls",
        url_prefix="notices/",
        order=20,
        menu=(
            MenuEntry(_("消息中心"), "notices:centre", "bell", badge=f"{ROOM}.selectors.unread_count", personal=True),
            MenuEntry(_("公告"), "notices:announcements", "megaphone", PUBLISH),
            MenuEntry(_("消息模板"), "notices:templates", "edit", MANAGE),
            MenuEntry(_("发送渠道"), "notices:channels", "send", MANAGE),
            MenuEntry(_("发送记录"), "notices:deliveries", "log", VIEW),
        ),
        permissions=(
            Permission(MANAGE, _("设置消息模板与渠道"), (SYSTEM,)),
            Permission(VIEW, _("查看发送记录"), (SYSTEM,)),
            Permission(PUBLISH, _("发布公告"), (COORDINATOR, SYSTEM), duties=("business", "system")),
        ),
        access=(
            Access("notices:centre", SIGNED_IN),
            Access("notices:read", SIGNED_IN, scoped=True),
            Access("notices:read_all", SIGNED_IN),
            Access("notices:announcements", SIGNED_IN),
            Access("notices:announce", PUBLISH),
            Access("notices:announcement_read", SIGNED_IN),
            Access("notices:announcement_withdraw", PUBLISH),
            Access("notices:templates", MANAGE),
            Access("notices:template", MANAGE),
            Access("notices:template_reset", MANAGE),
            Access("notices:channels", MANAGE),
            Access("notices:channel", MANAGE),
            Access("notices:deliveries", VIEW),
            Access("notices:resend", MANAGE),
        ),
        workbench=(
            WorkbenchBox(
                _("公告"),
                "notices/boxes/announcements.html",
                f"{ROOM}.selectors.announcement_box",
                order=5,
                narrow=True,
                slot="announcements",
            ),
        ),
    )
