"""The columns of the workbook: what an export writes is what an import reads."""

from __future__ import annotations

from ditan.base.directory.exchange.form import Form
from ditan.core.projects import UNDECIDED, UNITS
from ditan.domains.projects.models import Kind

FUNDS = {"fund_upper": "上级资金", "fund_district": "区级财政投资", "fund_private": "社会投资", "fund_undecided": ""}
"""Column → fund; "" is the undecided one."""

COLUMNS = {
    "pk": "平台编号",
    "number": "项目编号",
    "name": "项目名称",
    "content": "建设内容",
    "category": "类别",
    "kind": "建设性质",
    "organisation": "责任单位",
    "region": "所在区划",
    "start_year": "开始年",
    "due_year": "完成年",
    "is_two_high": "两高项目",
    "location": "建设地点",
    "latitude": "纬度",
    "longitude": "经度",
    "unit": "金额单位",
    "planned": "计划资金合计",
    **{name: fund or UNDECIDED for name, fund in FUNDS.items()},
    "fund_other": "其他来源",
    "milestones": "节点",
    "note": "备注",
}
"""Field → title. `其他来源` is `名称 金额；名称 金额`, `节点` is `名称 2026-06-30；名称 2026-12-31`."""

MORE = (
    "状态",
    "下达资金",
    "支出资金",
    "灯号",
    "亮灯原因",
    "批复文号",
    "批复日期",
    "开工日期",
    "完工日期",
    "牵头单位(印出)",
    "规划文件",
    "演示",
)
"""Columns that an export adds and an import passes over."""

FORM = Form(
    title="项目库",
    columns=COLUMNS,
    needed=("name",),
    wide=("name", "content", "milestones", "fund_other", "organisation", "note"),
    offered={
        "kind": [str(label) for label in Kind.labels],
        "is_two_high": ["是", "否"],
        "unit": list(UNITS),
    },
)
