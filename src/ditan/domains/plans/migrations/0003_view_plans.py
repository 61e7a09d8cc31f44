"""A permission to see plans at all; before, signing in was enough."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0002_indexes_for_lists"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="plandocument",
            options={
                "default_permissions": (),
                "ordering": ("-created_at", "-pk"),
                "permissions": (
                    ("view_plans", "查看规划"),
                    ("upload_plan", "上传与重读规划"),
                    ("review_items", "审核条目"),
                    ("manage_plans", "修改基本信息与版本"),
                    ("import_items", "导入条目"),
                    ("export_items", "导出条目"),
                ),
                "verbose_name": "规划文件",
                "verbose_name_plural": "规划文件",
            },
        ),
    ]
