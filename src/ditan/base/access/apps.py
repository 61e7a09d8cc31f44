from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ditan.base.declaration import Access, DeclaredRole, Domain, MenuEntry, Permission, WorkbenchBox

SYSTEM, SECURITY, AUDIT = "系统管理员", "安全管理员", "审计管理员"

VIEW = "access.view_roles"
MANAGE = "access.manage_roles"
GRANT = "access.grant_roles"
MATRIX = "access.view_matrix"

ROOM = "ditan.base.access"


class AccessConfig(AppConfig):
    name = ROOM
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("角色与权限")

    domain: ClassVar[Domain] = Domain(
        name="access",
        label=_("角色与权限"),
        urls=f"{ROOM}.urls",
        url_prefix="access/",
        order=70,
        menu=(
            MenuEntry(_("角色"), "access:roles", "users", VIEW),
            MenuEntry(_("权限矩阵"), "access:matrix", "columns", MATRIX),
        ),
        access=(
            Access("access:roles", VIEW),
            Access("access:role", VIEW),
            *(Access(f"access:{name}", MANAGE) for name in ("role_new", "role_edit", "role_delete")),
            *(Access(f"access:{name}", GRANT) for name in ("grant", "revoke", "post_give", "post_take")),
            Access("access:matrix", MATRIX),
            Access("access:matrix_export", MATRIX, second_factor=True),
        ),
        workbench=(
            WorkbenchBox(
                _("没有角色的账号"),
                "access/boxes/without_role.html",
                f"{ROOM}.selectors.workbench.accounts_without_role",
                GRANT,
                order=61,
            ),
        ),
        permissions=(
            Permission(VIEW, _("查看角色"), (SECURITY,)),
            Permission(MANAGE, _("维护角色"), (SECURITY,)),
            Permission(GRANT, _("授予与收回角色"), (SECURITY,)),
            Permission(MATRIX, _("查看权限矩阵"), (SECURITY, AUDIT)),
        ),
        roles=(
            DeclaredRole("统筹", _("双碳办等统筹单位：规划、审核、考核的全过程"), "all"),
            DeclaredRole("领导", _("区领导：查看全区情况"), "all"),
            DeclaredRole("部门", _("牵头与配合部门"), "own_and_below"),
            DeclaredRole("镇街", _("镇、街道"), "own_and_below"),
            DeclaredRole("企业", _("填报能耗与排放的企业"), "own_organisation"),
            DeclaredRole("核查", _("核查机构：只见受委托单位"), "own_only"),
            DeclaredRole("公众", _("注册居民：只见本人数据与公开数据"), "own_only"),
            DeclaredRole(SYSTEM, _("账号、组织、配置与备份"), "all", "system"),
            DeclaredRole(SECURITY, _("角色、数据范围与安全策略"), "all", "security"),
            DeclaredRole(AUDIT, _("查阅日志与权限矩阵"), "all", "audit"),
        ),
    )
