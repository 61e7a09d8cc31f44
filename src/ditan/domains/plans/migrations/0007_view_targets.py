"""Seeing targets with their values is a permission of its own."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0006_targets_against_actuals"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="trackedtarget",
            options={
                "default_permissions": (),
                "ordering": ("rank", "plan_id", "pk"),
                "permissions": (("view_targets", "查看目标跟踪"), ("manage_targets", "管理目标跟踪")),
                "verbose_name": "目标跟踪",
                "verbose_name_plural": "目标跟踪",
            },
        ),
    ]
