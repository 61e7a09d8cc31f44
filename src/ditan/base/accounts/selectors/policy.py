"""The security policy as it holds here: each control, its setting, and the clause it answers to.

The clauses are those of GB/T 22239—2019, 安全计算环境, third level, as secondary sources tell them: each is marked as
unconfirmed until somebody has read the text of the standard.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ditan.base.accounts.configuration import HASHES
from ditan.base.accounts.hashers import has_sm3, rounds
from ditan.base.accounts.permissions import POLICY, require
from ditan.base.accounts.policy import controls
from ditan.core.security.controls import variable

Words = str | Promise

IDENTITY = _("身份鉴别")
ACCESS = _("访问控制")
AUDIT = _("安全审计")
DATA = _("数据完整性与保密性")
PERSONAL = _("剩余信息与个人信息保护")


@dataclass(frozen=True, slots=True)
class Line:
    """One control. `label` is the name that assessors look for; `variable` is where it is set, "" where it is built in.

    `confirmed` says that the clause was read in the standard itself."""

    group: Words
    control: Words
    setting: Words
    label: str = ""
    variable: str = ""
    clause: Words = ""
    confirmed: bool = False


def policy(user: object) -> list[Line]:
    """The controls of this installation."""
    require(user, POLICY)
    return [*_identity(), *_access(), *_rest()]


def _identity() -> list[Line]:
    figures = controls()
    clause = _("8.1.4.1 身份鉴别")
    return [
        Line(
            IDENTITY,
            _("密码长度"),
            _("至少 %d 个字符") % figures.password_length,
            "minLength",
            variable("password_length"),
            clause,
        ),
        Line(
            IDENTITY,
            _("密码复杂度"),
            _("四类字符中至少 %d 类，不含用户名、姓名及其拼音") % figures.password_classes,
            "passwordComplexity",
            variable("password_classes"),
            clause,
        ),
        Line(
            IDENTITY,
            _("密码更新周期"),
            _("%d 天") % figures.password_days,
            "密码更新周期",
            variable("password_days"),
            clause,
        ),
        Line(
            IDENTITY,
            _("历史密码"),
            _("最近 %d 次不得重复") % figures.password_history,
            "passwordHistory",
            variable("password_history"),
            clause,
        ),
        Line(
            IDENTITY,
            _("初始密码"),
            _("随机生成，只显示一次，首次登录必须修改；没有默认密码"),
            "初始密码修改策略",
            "",
            clause,
        ),
        Line(
            IDENTITY,
            _("账号登录失败处理"),
            _("连续失败 %d 次锁定") % figures.account_tries,
            f"maxRetryCount {figures.account_tries}",
            variable("account_tries"),
            clause,
        ),
        Line(
            IDENTITY,
            _("来源地址登录失败处理"),
            _("连续失败 %d 次锁定（同一地址后可能有整个单位）") % figures.address_tries,
            f"maxRetryCount（地址）{figures.address_tries}",
            variable("address_tries"),
            clause,
        ),
        Line(
            IDENTITY,
            _("锁定时间"),
            _("%d 分钟，记录在数据库中，重启后仍有效") % figures.lock_minutes,
            f"lockTime {figures.lock_minutes}",
            variable("lock_minutes"),
            clause,
        ),
        Line(
            IDENTITY,
            _("无操作自动退出"),
            _("%d 分钟") % figures.idle_minutes,
            "sessionTimeout",
            variable("idle_minutes"),
            clause,
        ),
        Line(
            IDENTITY,
            _("三员无操作自动退出"),
            _("%d 分钟") % figures.administrator_idle_minutes,
            "sessionTimeout（三员）",
            variable("administrator_idle_minutes"),
            clause,
        ),
        Line(
            IDENTITY,
            _("单次登录最长时间"),
            _("%d 小时") % figures.session_hours,
            "maxSessionTime",
            variable("session_hours"),
            clause,
        ),
        Line(
            IDENTITY, _("双因素鉴别"), _("密码与动态口令（TOTP）；三员登录、数据导出必须使用"), "twoFactor", "", clause
        ),
        Line(
            IDENTITY,
            _("导出前验证的有效时间"),
            _("%d 分钟") % figures.factor_minutes,
            "stepUpTime",
            variable("factor_minutes"),
            clause,
        ),
        Line(IDENTITY, _("密码存储"), _hash_words(), "passwordHash", "DITAN_PASSWORD_HASH", clause),
        Line(IDENTITY, _("传输加密"), _https_words(), "HTTPS / HSTS", "DITAN_HTTPS", clause),
    ]


def _access() -> list[Line]:
    clause = _("8.1.4.2 访问控制")
    return [
        Line(ACCESS, _("三员分立"), _("系统、安全、审计管理员互不兼任，均不接触业务数据"), "三员分立", "", clause),
        Line(
            ACCESS,
            _("安全、审计账号放行"),
            _(
                "系统管理员新增、重置密码、移除动态口令、重新启用或安排任职的账号，其安全、审计职责须由另两员凭本人核验码放行后才生效"
            ),
            "accountRelease",
            "",
            clause,
        ),
        Line(
            ACCESS,
            _("长期未用账号"),
            _("%d 天未使用自动停用") % controls().unused_days,
            "unusedDays",
            variable("unused_days"),
            clause,
        ),
        Line(
            ACCESS, _("共享账号"), _("每个账号同时只有一个登录，新登录使旧会话退出并告知"), "maxSessions 1", "", clause
        ),
        Line(
            ACCESS, _("会话绑定"), _("绑定登录时的浏览器；登录和权限变化时更换会话标识"), "sessionBinding", "", clause
        ),
        Line(ACCESS, _("默认账号"), _("没有默认账号；试用账号在设置正式管理员时停用"), "defaultAccount", "", clause),
        Line(ACCESS, _("默认拒绝"), _("未声明权限的地址一律拒绝"), "defaultDeny", "", clause),
    ]


def _rest() -> list[Line]:
    return [
        Line(
            AUDIT,
            _("登录与管理行为审计"),
            _("成功、失败、拒绝、锁定均留痕；日志写入失败则操作不成立"),
            "auditLog",
            "",
            _("8.1.4.3 安全审计"),
        ),
        Line(
            DATA,
            _("敏感字段加密"),
            _("动态口令密钥、联系电话等加密存储"),
            "dataEncryption",
            "",
            _("8.1.4.8 数据保密性"),
        ),
        Line(
            PERSONAL,
            _("退出清除缓存"),
            _("退出登录时通知浏览器清除缓存，页面不进入公共缓存"),
            "Clear-Site-Data",
            "",
            _("8.1.4.10 剩余信息保护"),
        ),
        Line(
            PERSONAL,
            _("联系方式脱敏"),
            _("电话按权限显示，其余隐去中间各位；不收集证件号"),
            "dataMasking",
            "",
            _("8.1.4.11 个人信息保护"),
        ),
    ]


def _hash_words() -> str:
    chosen = str(settings.PASSWORD_HASHERS[0])
    name = next((name for name, path in HASHES.items() if path == chosen), "")
    if not name:
        return chosen.rsplit(".", 1)[-1]
    words = f"PBKDF2-{name.upper()}，{rounds(name):,} 轮"
    return words if has_sm3() or name != "sm3" else words + "（本机 OpenSSL 不支持 SM3）"


def _https_words() -> Words:
    return (
        _("已启用，Cookie 只经 HTTPS 发送")
        if settings.HTTPS
        else _("未启用：请在网关上启用 HTTPS 后设置 DITAN_HTTPS=1")
    )
