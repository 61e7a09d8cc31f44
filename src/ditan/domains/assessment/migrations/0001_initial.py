import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ditan.domains.assessment.triggers import TRIGGERS


def install(apps, editor):
    TRIGGERS.install(editor.connection)


def lift(apps, editor):
    TRIGGERS.lift(editor.connection)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0002_contacts_permission"),
        ("records", "0005_real_before_shown"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                ("year", models.PositiveSmallIntegerField(verbose_name="考核年度")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("self_scoring", "自评"),
                            ("review", "审核"),
                            ("final", "核定"),
                            ("appeal", "公示申诉"),
                            ("closed", "已定稿"),
                            ("withdrawn", "已撤销"),
                        ],
                        default="self_scoring",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("self_due_on", models.DateField(blank=True, null=True, verbose_name="自评截止")),
                ("appeal_due_on", models.DateField(blank=True, null=True, verbose_name="申诉截止")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                ("demo", models.BooleanField(default=False, verbose_name="演示")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="修订号")),
                ("started_at", models.DateTimeField(verbose_name="启动时间")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公示时间")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="定稿时间")),
            ],
            options={
                "verbose_name": "考核",
                "verbose_name_plural": "考核",
                "ordering": ("-year", "-pk"),
                "permissions": (
                    ("view_assessments", "查看考核"),
                    ("score_self", "自评与申诉"),
                    ("review", "审核评分"),
                    ("manage", "组织考核"),
                    ("view_rankings", "查看考核排名"),
                    ("export_assessments", "导出考核"),
                ),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Cell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.CharField(max_length=20, verbose_name="项目编号")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        choices=[("self", "自评"), ("review", "审核"), ("final", "核定")],
                        max_length=8,
                        verbose_name="阶段",
                    ),
                ),
                ("inputs", models.JSONField(blank=True, default=dict, verbose_name="依据数据")),
                (
                    "points",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=9, null=True, verbose_name="得分"),
                ),
                ("met", models.BooleanField(blank=True, null=True, verbose_name="达到")),
                ("failed", models.BooleanField(default=False, verbose_name="未完成等级")),
                ("working", models.CharField(blank=True, max_length=500, verbose_name="算式")),
                ("missing", models.JSONField(blank=True, default=list, verbose_name="缺少")),
                ("source", models.JSONField(blank=True, default=dict, verbose_name="来源")),
                (
                    "self_points",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=9, null=True, verbose_name="自评得分"),
                ),
                (
                    "review_points",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=9, null=True, verbose_name="审核得分"),
                ),
                (
                    "final_points",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=9, null=True, verbose_name="核定得分"),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="修订号")),
            ],
            options={
                "verbose_name": "考核项",
                "verbose_name_plural": "考核项",
                "ordering": ("participant_id", "position"),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="CellEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="说明")),
                ("by_name", models.CharField(blank=True, max_length=150, verbose_name="经办人姓名")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="上传时间")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="撤下时间")),
                ("removed_by_name", models.CharField(blank=True, max_length=150, verbose_name="撤下人")),
                (
                    "cell",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="assessment.cell",
                        verbose_name="考核项",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.source",
                        verbose_name="文件",
                    ),
                ),
            ],
            options={
                "verbose_name": "考核佐证材料",
                "verbose_name_plural": "考核佐证材料",
                "ordering": ("pk",),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organisation_name", models.CharField(max_length=200, verbose_name="单位名称")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("handed_in_at", models.DateTimeField(blank=True, null=True, verbose_name="自评提交时间")),
                ("handed_in_by_name", models.CharField(blank=True, max_length=150, verbose_name="自评提交人")),
                ("handed_in_note", models.CharField(blank=True, max_length=400, verbose_name="缺项说明")),
                ("returned_why", models.CharField(blank=True, max_length=400, verbose_name="退回理由")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="修订号")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="assessment.assessment",
                        verbose_name="考核",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessed",
                        to="directory.organisation",
                        verbose_name="被考核单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "被考核单位",
                "verbose_name_plural": "被考核单位",
                "ordering": ("position", "pk"),
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="cell",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="cells",
                to="assessment.participant",
                verbose_name="被考核单位",
            ),
        ),
        migrations.CreateModel(
            name="AssessmentStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=24, verbose_name="动作")),
                ("before", models.CharField(blank=True, max_length=16, verbose_name="原状态")),
                ("after", models.CharField(blank=True, max_length=16, verbose_name="新状态")),
                ("text", models.TextField(blank=True, verbose_name="内容")),
                ("by_name", models.CharField(blank=True, max_length=150, verbose_name="经办人姓名")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="assessment.assessment",
                        verbose_name="考核",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="assessment.participant",
                        verbose_name="被考核单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "考核办理记录",
                "verbose_name_plural": "考核办理记录",
                "ordering": ("pk",),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="申诉理由")),
                (
                    "points_before",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=9, null=True, verbose_name="申诉时得分"
                    ),
                ),
                (
                    "points_after",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=9, null=True, verbose_name="答复后得分"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "待答复"), ("upheld", "予以调整"), ("rejected", "维持原分")],
                        default="open",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
                ("by_name", models.CharField(blank=True, max_length=150, verbose_name="经办人姓名")),
                ("at", models.DateTimeField(verbose_name="申诉时间")),
                ("answered_by_name", models.CharField(blank=True, max_length=150, verbose_name="答复人")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="修订号")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "cell",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to="assessment.cell",
                        verbose_name="考核项",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to="assessment.participant",
                        verbose_name="被考核单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "考核申诉",
                "verbose_name_plural": "考核申诉",
                "ordering": ("pk",),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=1000, verbose_name="内容")),
                ("by_name", models.CharField(blank=True, max_length=150, verbose_name="经办人姓名")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "cell",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="assessment.cell",
                        verbose_name="考核项",
                    ),
                ),
            ],
            options={
                "verbose_name": "考核批注",
                "verbose_name_plural": "考核批注",
                "ordering": ("pk",),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Rubric",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="名称")),
                ("basis", models.CharField(blank=True, max_length=400, verbose_name="依据")),
                ("verified", models.BooleanField(default=False, verbose_name="依据已核对")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                ("draft", models.JSONField(blank=True, null=True, verbose_name="草稿")),
                ("example", models.BooleanField(default=False, verbose_name="示例")),
                ("shipped", models.CharField(blank=True, max_length=64, verbose_name="随平台提供")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="修订号")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
            ],
            options={
                "verbose_name": "评分细则",
                "verbose_name_plural": "评分细则",
                "ordering": ("example", "name", "pk"),
                "permissions": (("manage_rubrics", "维护评分细则"),),
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="rubric_has_name"),
                    models.UniqueConstraint(
                        condition=models.Q(("shipped", ""), _negated=True),
                        fields=("shipped",),
                        name="rubric_shipped_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RubricVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="版本")),
                ("name", models.CharField(max_length=200, verbose_name="名称")),
                ("basis", models.CharField(max_length=400, verbose_name="依据")),
                ("verified", models.BooleanField(default=False, verbose_name="依据已核对")),
                ("content", models.JSONField(verbose_name="内容")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="修订理由")),
                ("by_name", models.CharField(blank=True, max_length=150, verbose_name="经办人姓名")),
                ("at", models.DateTimeField(verbose_name="发布时间")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "rubric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="assessment.rubric",
                        verbose_name="评分细则",
                    ),
                ),
            ],
            options={
                "verbose_name": "评分细则版本",
                "verbose_name_plural": "评分细则版本",
                "ordering": ("rubric_id", "-number"),
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="assessment",
            name="rubric_version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assessments",
                to="assessment.rubricversion",
                verbose_name="评分细则版本",
            ),
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[("self", "自评"), ("review", "审核"), ("final", "核定")],
                        max_length=8,
                        verbose_name="阶段",
                    ),
                ),
                ("inputs", models.JSONField(default=dict, verbose_name="依据数据")),
                (
                    "points",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=9, null=True, verbose_name="得分"),
                ),
                ("met", models.BooleanField(blank=True, null=True, verbose_name="达到")),
                ("failed", models.BooleanField(default=False, verbose_name="未完成等级")),
                ("working", models.CharField(blank=True, max_length=500, verbose_name="算式")),
                ("missing", models.JSONField(default=list, verbose_name="缺少")),
                ("source", models.JSONField(default=dict, verbose_name="来源")),
                ("text", models.CharField(blank=True, max_length=1000, verbose_name="说明")),
                ("by_name", models.CharField(blank=True, max_length=150, verbose_name="经办人姓名")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "cell",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="assessment.cell",
                        verbose_name="考核项",
                    ),
                ),
            ],
            options={
                "verbose_name": "评分",
                "verbose_name_plural": "评分",
                "ordering": ("pk",),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.JSONField(verbose_name="内容")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("code_version", models.CharField(max_length=40, verbose_name="程序版本")),
                ("by_name", models.CharField(blank=True, max_length=150, verbose_name="经办人姓名")),
                ("at", models.DateTimeField(verbose_name="定稿时间")),
                (
                    "assessment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="snapshot",
                        to="assessment.assessment",
                        verbose_name="考核",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
            ],
            options={
                "verbose_name": "考核定稿",
                "verbose_name_plural": "考核定稿",
                "default_permissions": (),
            },
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(fields=("assessment", "organisation"), name="participant_once"),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(("organisation_name", ""), _negated=True), name="participant_has_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="cell",
            constraint=models.UniqueConstraint(fields=("participant", "line"), name="assessment_cell_once"),
        ),
        migrations.AddConstraint(
            model_name="cell",
            constraint=models.CheckConstraint(
                condition=models.Q(("points__isnull", True), ("points__gte", 0), _connector="OR"),
                name="assessment_cell_points",
            ),
        ),
        migrations.AddConstraint(
            model_name="cell",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", ["", "self", "review", "final"])), name="assessment_cell_stage_known"
            ),
        ),
        migrations.AddIndex(
            model_name="assessmentstep",
            index=models.Index(fields=["assessment", "id"], name="assessment_step"),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("cell",), name="appeal_open_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "upheld", "rejected"])), name="appeal_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="appeal_says_why"),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "open"),
                    models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="appeal_is_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="rubricversion",
            constraint=models.UniqueConstraint(fields=("rubric", "number"), name="rubric_version_once"),
        ),
        migrations.AddConstraint(
            model_name="rubricversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("basis", ""), _negated=True), name="rubric_version_has_basis"
            ),
        ),
        migrations.AddConstraint(
            model_name="rubricversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="rubric_version_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["state", "-year"], name="assessment_state"),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["self_scoring", "review", "final", "appeal", "closed", "withdrawn"])),
                name="assessment_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="assessment_has_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True), ("closed_at__isnull", False), _connector="OR"
                ),
                name="assessment_closed_says_when",
            ),
        ),
        migrations.AddIndex(
            model_name="score",
            index=models.Index(fields=["cell", "id"], name="assessment_score_cell"),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", ["self", "review", "final"])), name="assessment_score_stage_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("points__isnull", True), ("points__gte", 0), _connector="OR"),
                name="assessment_score_points",
            ),
        ),
        migrations.RunPython(install, lift),
    ]
