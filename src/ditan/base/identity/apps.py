from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import ANYBODY, SIGNED_IN, Access, Domain, MenuEntry, Permission

ROOM = "ditan.base.identity"
COORDINATOR = "统筹"
SYSTEM = "系统管理员"
SECURITY = "安全管理员"

ISSUE = "identity.issue_tokens"
MANAGE = "identity.manage_tokens"
SYNC = "identity.sync_users"


class IdentityConfig(AppConfig):
    name = ROOM
    label = "identity"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("接口与单点登录")

    domain: ClassVar[Domain] = Domain(
        name="identity",
        label=_("接口与单点登录"),
        urls=f"{ROOM}.urls",
        url_prefix="identity/",
        api=f"{ROOM}.api.router",
        api_auth=f"{ROOM}.auth.TokenAuth",
        order=85,
        menu=(
            MenuEntry(_("接口令牌"), "identity:tokens", "key", ISSUE),
            MenuEntry(_("全部令牌"), "identity:all_tokens", "shield", MANAGE),
        ),
        permissions=(
            Permission(ISSUE, _("申请接口令牌"), (COORDINATOR, SYSTEM)),
            Permission(MANAGE, _("查看和吊销全部令牌"), (SYSTEM, SECURITY)),
            Permission(SYNC, _("同步用户（仅限令牌）"), (SYSTEM,)),
        ),
        access=(
            Access("identity:oidc_start", ANYBODY),
            Access("identity:oidc_back", ANYBODY),
            Access("api:identity_get_user", SYNC, note=_("只接受接口令牌")),
            Access("api:identity_put_user", SYNC, note=_("只接受接口令牌")),
            Access("api:identity_delete_user", SYNC, note=_("只接受接口令牌")),
            Access("identity:tokens", ISSUE),
            Access("identity:token_new", ISSUE),
            Access("identity:all_tokens", MANAGE),
            Access("identity:token_revoke", SIGNED_IN, scoped=True, note=_("本人的令牌；管理员可吊销全部")),
        ),
    )

    def ready(self) -> None:
        from ditan.base.audit.words import names_acts

        names_acts(
            {
                "identity.account_made": _("由外部系统新建账号"),
                "identity.account_changed": _("由外部系统修改账号"),
            }
        )
