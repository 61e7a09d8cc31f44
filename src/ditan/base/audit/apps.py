from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Access, Domain, MenuEntry, NoticeKind, Permission, WorkbenchBox

ROOM = "ditan.base.audit"

AUDIT = "审计管理员"

VIEW = "audit.view_log"
EXPORT = "audit.export_log"
VERIFY = "audit.verify_log"


class AuditConfig(AppConfig):
    name = ROOM
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("审计")

    domain: ClassVar[Domain] = Domain(
        name="audit",
        label=_("审计"),
        urls=f"{ROOM}.urls",
        url_prefix="audit/",
        order=90,
        menu=(
            MenuEntry(_("操作日志"), "audit:log", "log", VIEW),
            MenuEntry(_("登录日志"), "audit:sign_ins", "key", VIEW),
            MenuEntry(_("日志校验"), "audit:chain", "shield", VIEW),
        ),
        workbench=(
            WorkbenchBox(
                _("日志情况"), "audit/boxes/state.html", f"{ROOM}.selectors.workbench.state_of_log", VIEW, order=62
            ),
        ),
        permissions=(
            Permission(VIEW, _("查看操作日志"), (AUDIT,)),
            Permission(EXPORT, _("导出操作日志"), (AUDIT,)),
            Permission(VERIFY, _("校验操作日志"), (AUDIT,)),
        ),
        access=(
            Access("audit:log", VIEW),
            Access("audit:log_export", EXPORT, second_factor=True),
            Access("audit:entry", VIEW),
            Access("audit:sign_ins", VIEW),
            Access("audit:sign_ins_export", EXPORT, second_factor=True),
            Access("audit:chain", VIEW),
            Access("audit:verify", VERIFY),
            Access("audit:progress", VERIFY),
        ),
        notices=(
            NoticeKind(
                "audit.log_unsound",
                _("日志校验发现异常"),
                _("日志校验发现 {number} 处异常"),
                _(
                    "{at} 的日志校验发现 {number} 处异常：日志可能被改动、删除或截断。请立即打开“日志校验”查看，并保全数据库与锚点文件。"
                ),
            ),
            NoticeKind(
                "audit.log_unsealed",
                _("日志长时间未封存"),
                _("日志自 {since} 起未封存"),
                _("{since} 以来写入的日志尚未封存，后台任务进程可能没有运行。请联系系统管理员检查。"),
            ),
        ),
    )
