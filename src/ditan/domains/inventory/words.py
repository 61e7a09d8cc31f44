"""What the acts of inventories are called in the log."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "inventory.made": _("新建清单"),
    "inventory.settings_changed": _("修改清单设置"),
    "inventory.row_added": _("新增活动数据"),
    "inventory.row_changed": _("修改活动数据"),
    "inventory.row_removed": _("删除活动数据"),
    "inventory.rows_imported": _("导入活动数据"),
    "inventory.balance_taken": _("导入能源平衡表"),
    "inventory.factor_chosen": _("指定排放因子"),
    "inventory.factor_added": _("录入本地因子"),
    "inventory.finding_closed": _("处理质检问题"),
    "inventory.finding_reopened": _("重新打开质检问题"),
    "inventory.keys_filled": _("批量填标识符"),
    "inventory.gap_filled": _("推算缺数"),
    "inventory.locked": _("锁定清单"),
    "inventory.reopened": _("退回编制"),
    "inventory.recomputed": _("重新计算清单"),
    "inventory.uncertainty_computed": _("计算不确定性"),
    "inventory.signed": _("签发清单"),
    "inventory.published_loaded": _("载入已发布清单"),
    "inventory.recorded": _("清单结果入库"),
    "inventory.exported": _("导出清单"),
    "inventory.deleted": _("删除清单草稿"),
}

CHANGES = {
    "added": _("新增"),
    "removed": _("删除"),
    "changed": _("变化"),
    "same": _("全部（含不变）"),
}
"""What became of a cell between two states."""
CAUSES = {
    "activity": _("活动数据不同"),
    "factor": _("因子不同"),
    "method": _("方法不同"),
    "key": _("标识符不同"),
    "unknown": _("原因不明"),
}
"""Why an amount changed."""

SEVERITY = {"error": _("错误"), "warning": _("警告"), "notice": _("提示")}
"""What a finding asks for: to be mended, to be explained, to be known."""

QUADRANTS = {
    "I": _("Ⅰ 两者都降"),
    "II": _("Ⅱ 污染物降、温室气体升"),
    "III": _("Ⅲ 两者都升"),
    "IV": _("Ⅳ 温室气体降、污染物升"),
    "axis": _("轴上：其中一项不变"),
}
"""Where a change of a pollutant and of CO2e stands."""
