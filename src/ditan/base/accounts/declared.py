"""What this app declares to the house: pages, permissions, messages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import ANYBODY, SIGNED_IN, Access, Domain, MenuEntry, NoticeKind, Permission, WorkbenchBox

ROOM = "ditan.base.accounts"
SYSTEM = "系统管理员"
SECURITY = "安全管理员"
AUDIT = "审计管理员"

VIEW = "accounts.view_accounts"
MANAGE = "accounts.manage_accounts"
POLICY = "accounts.view_policy"
RELEASE = "accounts.release_accounts"

DOMAIN = Domain(
    name="accounts",
    label=_("账号与登录"),
    urls=f"{ROOM}.urls",
    url_prefix="accounts/",
    order=80,
    menu=(
        MenuEntry(_("账号"), "accounts:list", "users", VIEW),
        MenuEntry(
            _("待放行账号"),
            "accounts:waiting",
            "key",
            RELEASE,
            badge=f"{ROOM}.selectors.releasing.waiting_count",
        ),
        MenuEntry(_("安全策略"), "accounts:policy", "checklist", POLICY),
    ),
    permissions=(
        Permission(VIEW, _("查看账号"), (SYSTEM,)),
        Permission(MANAGE, _("管理账号（新增、停用、启用、解锁、重置密码）"), (SYSTEM,)),
        Permission(RELEASE, _("为安全、审计管理员的账号放行"), (SECURITY, AUDIT)),
        Permission(POLICY, _("查看安全策略"), (SECURITY, SYSTEM, AUDIT)),
    ),
    access=(
        Access("login", ANYBODY),
        Access("login_code", ANYBODY),
        Access("logout", SIGNED_IN),
        Access("setup", ANYBODY),
        Access("password_change", SIGNED_IN),
        Access("accounts:list", VIEW),
        Access("accounts:new", MANAGE),
        Access("accounts:disable", MANAGE),
        Access("accounts:enable", MANAGE),
        Access("accounts:unlock", MANAGE),
        Access("accounts:reset", MANAGE),
        Access("accounts:unlock_address", MANAGE),
        Access("accounts:remove_factor", MANAGE),
        Access("accounts:me", SIGNED_IN),
        Access("accounts:enrol", SIGNED_IN),
        Access("accounts:remove", SIGNED_IN),
        Access("accounts:step_up", SIGNED_IN),
        Access("accounts:waiting", RELEASE),
        Access("accounts:release", RELEASE),
        Access("accounts:policy", POLICY),
    ),
    workbench=(
        WorkbenchBox(
            _("账号情况"), "accounts/boxes/state.html", f"{ROOM}.selectors.workbench.state_of_accounts", VIEW, order=60
        ),
    ),
    notices=(
        NoticeKind(
            "accounts.locked",
            _("账号被锁定"),
            _("账号 {name} 因连续登录失败被锁定"),
            _(
                "账号 {name} 于 {when} 因连续 {tries} 次登录失败被锁定 {minutes} 分钟，来源地址 {address}。若不是本人操作，请告知系统管理员。"
            ),
        ),
        NoticeKind(
            "accounts.signed_in_elsewhere",
            _("账号在别处登录"),
            _("您的账号已在另一处登录"),
            _(
                "您的账号于 {when} 在 {address} 登录，较早的会话已结束。若不是本人操作，请立即修改密码并告知系统管理员。"
            ),
        ),
        NoticeKind(
            "accounts.password_reset",
            _("密码被重置"),
            _("您的密码已由管理员重置"),
            _("您的密码于 {when} 由 {by} 重置，登录后须立即修改。"),
        ),
        NoticeKind(
            "accounts.release_due",
            _("账号待放行"),
            _("{duty}账号 {name} 等待放行"),
            _(
                "系统管理员 {by} 于 {when} 经手了{duty}账号 {name}，其职责暂不生效。请向本人当面核对核验码后，在“待放行账号”中放行；若事先不知情，请查阅操作日志。"
            ),
        ),
        NoticeKind(
            "accounts.released",
            _("账号已放行"),
            _("您的{duty}职责已生效"),
            _("您的账号于 {when} 由 {by} 核验放行，{duty}的职责即时生效。"),
        ),
        NoticeKind(
            "accounts.factor_changed",
            _("动态口令变更"),
            _("您的动态口令已{change}"),
            _("您的动态口令于 {when} 由 {by} {change}。若不是本人操作，请告知系统管理员。"),
        ),
    ),
)
