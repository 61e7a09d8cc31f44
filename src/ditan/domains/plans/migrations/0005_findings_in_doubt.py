"""A finding may be left in doubt. Taken back, what was in doubt is open again: its line in the record remains."""

from django.conf import settings
from django.db import migrations, models


def open_again(apps, schema_editor):
    findings = apps.get_model("plans", "Finding").objects.filter(state="doubtful")
    findings.update(state="proposed", decided_by=None, decided_by_name="", decided_at=None, decided_how="")


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0004_roles_see_plans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="finding",
            name="finding_state_known",
        ),
        migrations.AlterField(
            model_name="decision",
            name="action",
            field=models.CharField(
                choices=[
                    ("confirm", "确认"),
                    ("edit", "修改"),
                    ("reject", "驳回"),
                    ("reopen", "撤回"),
                    ("doubt", "存疑"),
                    ("add", "新增"),
                    ("supersede", "设为新版本"),
                ],
                max_length=16,
                verbose_name="动作",
            ),
        ),
        migrations.AlterField(
            model_name="finding",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "待审核"),
                    ("confirmed", "已确认"),
                    ("edited", "修改后确认"),
                    ("rejected", "已驳回"),
                    ("doubtful", "存疑"),
                ],
                default="proposed",
                max_length=16,
                verbose_name="结论",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "confirmed", "edited", "rejected", "doubtful"])),
                name="finding_state_known",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, open_again),
    ]
