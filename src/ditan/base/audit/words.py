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
    "records.values_recorded": _("录入数据"),
    "records.value_restated": _("重述数据"),
    "records.value_chosen": _("选定冲突值"),
    "records.metric_created": _("新增统计指标"),
    "records.metric_changed": _("修改统计指标"),
    "records.values_exported": _("导出数据"),
    "records.refused": _("数据操作被拒"),
    "records.metrics_proposed": _("提出待核对指标"),
    "records.metrics_loaded": _("载入随附统计指标"),
    "records.formulas_loaded": _("载入随附公式"),
    "records.values_handed_in": _("上传数据导入文件"),
    "records.values_imported": _("导入数据"),
    "records.values_dropped": _("放弃数据导入"),
    "records.contributions_proposed": _("机器提出支撑关系"),
    "records.contribution_added": _("登记支撑关系"),
    "records.contribution_confirmed": _("确认支撑关系"),
    "records.contribution_rejected": _("否定支撑关系"),
    "records.contributions_confirmed": _("批量确认支撑关系"),
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
    "accounts.session_refused": _("会话失效"),
    "accounts.setup_code_issued": _("签发初始化码"),
    "accounts.trial_ended": _("结束试用"),
    "accounts.account_made": _("新建账号"),
    "accounts.enabled": _("启用账号"),
    "accounts.withheld": _("账号转为待放行"),
    "accounts.released": _("账号放行"),
    "accounts.disabled": _("停用账号"),
    "accounts.rescued": _("应急恢复账号"),
    "accounts.password_reset": _("重置密码"),
    "accounts.totp_begun": _("登记动态口令"),
    "accounts.totp_confirmed": _("启用动态口令"),
    "accounts.totp_removed": _("停用动态口令"),
    "accounts.factor_changed": _("变更第二因素"),
    "accounts.factor_failed": _("动态口令错误"),
    "access.matrix_exported": _("导出权限矩阵"),
    "access.refused": _("越权被拒"),
    "api.refused": _("接口调用被拒"),
    "identity.signed_in": _("单点登录"),
    "identity.sign_in_failed": _("单点登录失败"),
    "identity.sign_in_refused": _("单点登录被拒"),
    "identity.sign_on_refused": _("单点登录被拒"),
    "identity.account_made": _("同步新建账号"),
    "identity.token_issued": _("签发接口令牌"),
    "identity.token_revoked": _("吊销接口令牌"),
    "identity.token_refused": _("接口令牌被拒"),
    "directory.organisation_created": _("新建组织机构"),
    "directory.organisation_changed": _("修改组织机构"),
    "directory.organisation_closed": _("撤销组织机构"),
    "directory.person_created": _("新建人员"),
    "directory.person_changed": _("修改人员"),
    "directory.post_created": _("新建岗位"),
    "directory.post_taken": _("任职"),
    "directory.post_left": _("离任"),
    "directory.post_handed_over": _("岗位交接"),
    "directory.region_created": _("新建行政区划"),
    "directory.region_renamed": _("行政区划更名"),
    "directory.region_moved": _("行政区划变更隶属"),
    "directory.region_abolished": _("撤销行政区划"),
    "directory.facility_created": _("新建设施"),
    "directory.facility_changed": _("修改设施"),
    "directory.facility_closed": _("停用设施"),
    "directory.organisation_moved": _("调整组织机构隶属"),
    "directory.organisations_exported": _("导出组织机构"),
    "directory.people_exported": _("导出人员"),
    "directory.facilities_exported": _("导出设施"),
    "directory.regions_exported": _("导出行政区划"),
    "directory.dictionaries_exported": _("导出字典"),
    "directory.parameters_exported": _("导出参数"),
    "directory.region_split": _("行政区划拆分"),
    "directory.regions_merged": _("行政区划合并"),
    "directory.parameter_set": _("修改参数"),
    "directory.parameter_created": _("新建参数"),
    "directory.dictionary_created": _("新建字典"),
    "directory.dictionary_changed": _("修改字典"),
    "directory.entry_created": _("新建字典项"),
    "directory.entry_changed": _("修改字典项"),
    "directory.industries_loaded": _("导入行业分类"),
    "directory.industries_removed": _("删除行业分类"),
    "directory.shipped_loaded": _("载入随附数据"),
    "notices.template_changed": _("修改消息模板"),
    "notices.channel_changed": _("修改消息渠道"),
    "notices.resent": _("重发消息"),
    "reporting.download_requested": _("申请下载"),
    "reporting.download_produced": _("生成下载文件"),
    "reporting.downloaded": _("下载文件"),
    "reporting.download_deleted": _("删除下载文件"),
    "plans.item_confirmed": _("确认条目"),
    "plans.item_edited": _("修改条目"),
    "plans.item_rejected": _("驳回条目"),
    "plans.item_reopened": _("撤回条目"),
    "plans.item_doubted": _("存疑条目"),
    "plans.item_added": _("补录条目"),
    "plans.finding_confirmed": _("认定问题成立"),
    "plans.finding_rejected": _("认定问题不成立"),
    "plans.finding_reopened": _("撤回问题认定"),
    "plans.items_confirmed": _("批量确认条目"),
    "plans.demonstration_confirmed": _("演示确认"),
    "plans.plan_uploaded": _("上传规划"),
    "plans.plan_read": _("读入规划"),
    "plans.plan_reread": _("重读规划"),
    "plans.plan_edited": _("修改规划信息"),
    "plans.plan_rechecked": _("重新比对规划"),
    "plans.upload_retried": _("重试读取文件"),
    "plans.upload_deleted": _("删除未入库文件"),
    "plans.items_imported": _("导入条目"),
    "plans.items_exported": _("导出条目"),
    "plans.parts_proposed": _("生成年度路径"),
    "plans.parts_saved": _("修改目标分解"),
    "plans.parts_adjusted": _("按执行调整目标分解"),
    "plans.parts_confirmed": _("确认目标分解"),
    "plans.parts_exported": _("导出目标分解"),
    "plans.parts_imported": _("导入目标分解"),
    "plans.comparison_exported": _("导出对比数据"),
    "plans.binding_confirmed": _("确认指标绑定"),
    "plans.binding_rejected": _("不跟踪条目"),
    "plans.bindings_confirmed": _("批量确认指标绑定"),
    "plans.target_hand_down": _("登记下达值"),
    "plans.target_adjust": _("调整下达值"),
    "plans.target_judge_met": _("评定目标达成"),
    "plans.target_judge_not_met": _("评定目标未达成"),
    "plans.target_judge_undecidable": _("评定目标无法判定"),
    "plans.target_reassess": _("重新评定目标"),
    "plans.target_convention": _("更改进度口径"),
    "plans.target_exported": _("导出目标数据"),
    "plans.board_exported": _("导出目标看板"),
    "plans.refused": _("规划操作被拒"),
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
    "accounts.session_refused",
    "accounts.factor_failed",
    "identity.signed_in",
    "identity.sign_in_failed",
    "identity.sign_in_refused",
    "identity.sign_on_refused",
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
