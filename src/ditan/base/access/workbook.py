"""The permission matrix as a workbook."""

from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from ditan.base.access.selectors import Matrix


def matrix_workbook(matrix: Matrix) -> bytes:
    """A row for each address, a column for each role; nothing in it is a formula."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(_("权限矩阵"))
        bold = book.add_format({"bold": True, "bg_color": "#E6F4F1", "border": 1})
        heads = [_("类别"), _("名称"), _("地址"), _("方法"), _("所需权限"), _("写入所需权限"), _("动态口令")]
        sheet.write_row(0, 0, [*heads, *(role.name for role in matrix.roles)], bold)
        for number, line in enumerate(matrix.lines, start=1):
            kind = _("接口") if line.is_operation else _("页面")
            methods = "、".join(line.address.methods)
            code = _("须动态口令") if line.second_factor else ""
            asked = [line.needs, line.needs_to_write, code]
            cells = [kind, line.address.name, f"/{line.address.route}", methods, *asked]
            sheet.write_row(number, 0, [*cells, *(line.mark(role.pk) for role in matrix.roles)])
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, len(matrix.lines), len(heads) + len(matrix.roles) - 1)
        sheet.set_column(1, 2, 34)
        sheet.set_column(4, 5, 20)
    return out.getvalue()
