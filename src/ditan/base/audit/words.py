"""What acts are called on a screen. An app tells the names of its own acts with `names_acts`; another is shown by its
code."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

_acts: dict[str, Words] = {
    "audit.log_verified": _("校验日志"),
    "audit.log_archived": _("归档日志"),
    "audit.log_exported": _("导出日志"),
    "audit.backup_made": _("创建备份"),
    "audit.backup_restored": _("恢复备份"),
    "workflow.job_cancelled": _("取消后台任务"),
    "records.source_received": _("接收文件"),
    "records.source_forgotten": _("删除文件"),
    "accounts.signed_in": _("登录"),
    "accounts.signed_out": _("退出"),
    "accounts.sign_in_failed": _("登录失败"),
    "accounts.sign_in_refused": _("登录被拒"),
    "accounts.locked": _("账号锁定"),
    "accounts.address_unlocked": _("解锁来源地址"),
    "accounts.unlocked": _("账号解锁"),
    "accounts.password_changed": _("修改密码"),
    "accounts.session_ended": _("结束会话"),
    "accounts.session_refused": _("会话失效"),
    "accounts.setup_code_issued": _("签发初始化码"),
    "accounts.trial_ended": _("结束试用"),
    "access.defaults_given": _("设置默认角色"),
    "access.role_made": _("新建角色"),
    "access.role_changed": _("修改角色"),
    "access.role_deleted": _("删除角色"),
    "access.role_granted": _("授予角色"),
    "access.grant_revoked": _("收回角色"),
    "access.role_given_to_post": _("给岗位角色"),
    "access.role_taken_from_post": _("收回岗位角色"),
}

SIGN_IN_ACTS = (
    "accounts.signed_in",
    "accounts.signed_out",
    "accounts.sign_in_failed",
    "accounts.sign_in_refused",
    "accounts.locked",
    "accounts.unlocked",
    "accounts.address_unlocked",
    "accounts.session_ended",
    "accounts.session_refused",
    "accounts.factor_failed",
    "identity.signed_in",
    "identity.sign_in_failed",
    "identity.sign_in_refused",
)
"""What the log of log-ins lists."""

TROUBLES: dict[str, Words] = {
    "changed": _("内容被改动"),
    "removed": _("被删除"),
    "reordered": _("顺序被调换"),
    "inserted": _("封存后插入"),
    "truncated": _("末尾被截断"),
    "gap": _("编号缺失"),
    "broken": _("封条不符"),
    "rewritten": _("与库外锚点不符"),
    "trigger": _("防改触发器缺失"),
    "archive": _("归档文件异常"),
}


def names_acts(names: Mapping[str, Words]) -> None:
    """Announce what acts are called; for an app's `ready`."""
    _acts.update(names)


def act_word(act: str) -> str:
    """What an act is called."""
    return str(_acts.get(act, act))


def known_acts() -> list[tuple[str, str]]:
    """All acts that have a name, for a search area."""
    return [(act, str(word)) for act, word in sorted(_acts.items())]


def finding_text(finding: Mapping[str, object]) -> str:
    """One finding of a verification as a line."""
    word = str(TROUBLES.get(str(finding.get("trouble")), finding.get("trouble")))
    parts = [word]
    if finding.get("block") is not None:
        parts.append(str(_("区块 %s") % finding["block"]))
    if finding.get("row") is not None:
        until = finding.get("until")
        row = f"{finding['row']}–{until}" if until not in (None, finding["row"]) else f"{finding['row']}"
        parts.append(str(_("日志编号 %s") % row))
    parts += [str(finding[name]) for name in ("name", "detail") if finding.get(name)]
    return "，".join(parts)
