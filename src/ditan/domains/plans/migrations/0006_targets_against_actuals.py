"""Metrics of items, tracked targets, how they stand, their parts, and values that are handed down."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0002_contacts_permission"),
        ("plans", "0005_findings_in_doubt"),
        ("records", "0002_observations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TrackedTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=300, verbose_name="目标名称")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="目标年")),
                (
                    "comparator",
                    models.CharField(
                        choices=[
                            ("=", "等于"),
                            (">=", "不低于"),
                            ("<=", "不高于"),
                            (">", "超过"),
                            ("<", "低于"),
                            ("approx", "左右"),
                        ],
                        default="=",
                        max_length=8,
                        verbose_name="比较",
                    ),
                ),
                ("value", models.FloatField(blank=True, null=True, verbose_name="目标值")),
                ("printed", models.CharField(blank=True, max_length=200, verbose_name="印出值")),
                ("unit", models.CharField(blank=True, max_length=100, verbose_name="印出单位")),
                (
                    "nature",
                    models.CharField(
                        blank=True,
                        choices=[("约束性", "约束性"), ("预期性", "预期性"), ("引导性", "引导性")],
                        max_length=8,
                        verbose_name="属性",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("level", "期末值"), ("annual", "年均值"), ("cumulative", "累计值")],
                        default="level",
                        max_length=16,
                        verbose_name="口径",
                    ),
                ),
                ("stretch", models.BooleanField(default=False, verbose_name="力争目标")),
                ("base_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="基年")),
                ("base_value", models.FloatField(blank=True, null=True, verbose_name="基年值")),
                ("base_stated", models.BooleanField(default=False, verbose_name="基年为规划印出")),
                (
                    "convention",
                    models.CharField(
                        choices=[("logarithmic", "对数（几何）"), ("linear", "线性（等分）")],
                        default="linear",
                        max_length=16,
                        verbose_name="进度口径",
                    ),
                ),
                ("convention_reason", models.CharField(blank=True, max_length=400, verbose_name="口径理由")),
                ("convention_by_name", models.CharField(blank=True, max_length=150, verbose_name="口径设定人")),
                (
                    "handing",
                    models.CharField(
                        blank=True,
                        choices=[("awaiting", "待下达"), ("handed_down", "已下达")],
                        max_length=16,
                        verbose_name="下达状态",
                    ),
                ),
                (
                    "passed",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("awaiting", "到期待评"),
                            ("final_value", "已有终值"),
                            ("met", "达成"),
                            ("not_met", "未达成"),
                            ("undecidable", "无法判定"),
                        ],
                        max_length=16,
                        verbose_name="到期评定",
                    ),
                ),
                ("passed_reason", models.CharField(blank=True, max_length=400, verbose_name="评定理由")),
                ("passed_by_name", models.CharField(blank=True, max_length=150, verbose_name="评定人")),
                ("passed_at", models.DateTimeField(blank=True, null=True, verbose_name="评定时间")),
                ("not_binding", models.BooleanField(default=False, verbose_name="征求意见稿，不作考核")),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="0 为已印发的约束性目标，1 其他已印发，2 草案约束性，3 其他草案",
                        verbose_name="次序",
                    ),
                ),
                ("stale", models.BooleanField(default=False, verbose_name="条目已不在库")),
                ("demo", models.BooleanField(default=False, verbose_name="演示")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="修订号")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="建立时间")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
            ],
            options={
                "verbose_name": "目标跟踪",
                "verbose_name_plural": "目标跟踪",
                "ordering": ("rank", "plan_id", "pk"),
                "permissions": (("manage_targets", "管理目标跟踪"),),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="MetricBinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待审核"),
                            ("confirmed", "已确认"),
                            ("edited", "修改后确认"),
                            ("rejected", "已驳回"),
                        ],
                        default="proposed",
                        max_length=16,
                        verbose_name="审核状态",
                    ),
                ),
                ("decided_by_name", models.CharField(blank=True, max_length=150, verbose_name="审核人姓名")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="审核时间")),
                (
                    "decided_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("by_hand", "逐条"),
                            ("bulk", "批量"),
                            ("import", "导入"),
                            ("carried", "沿用上一版本"),
                            ("demo", "演示"),
                        ],
                        max_length=16,
                        verbose_name="审核方式",
                    ),
                ),
                ("stale", models.BooleanField(default=False, verbose_name="最近一次未读出")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="修订号")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("name", "名称一致"),
                            ("reader", "读取时识别"),
                            ("likeness", "名称相近"),
                            ("new", "目录中没有，新建待核对指标"),
                        ],
                        max_length=16,
                        verbose_name="依据",
                    ),
                ),
                ("confidence", models.FloatField(verbose_name="把握")),
                ("unit_fits", models.BooleanField(default=True, verbose_name="单位可换算")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="理由")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审核人",
                    ),
                ),
                (
                    "indicator",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="binding",
                        to="plans.indicator",
                        verbose_name="指标",
                    ),
                ),
                (
                    "metric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_bindings",
                        to="records.metric",
                        verbose_name="统计指标",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bindings",
                        to="plans.plandocument",
                        verbose_name="规划文件",
                    ),
                ),
                (
                    "target",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="binding",
                        to="plans.target",
                        verbose_name="目标",
                    ),
                ),
            ],
            options={
                "verbose_name": "指标绑定",
                "verbose_name_plural": "指标绑定",
                "ordering": ("plan_id", "pk"),
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "confirmed", "edited", "rejected"])),
                        name="metric_binding_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_how", ""), ("state", "proposed")),
                            models.Q(
                                models.Q(("state", "proposed"), _negated=True),
                                ("decided_at__isnull", False),
                                models.Q(("decided_how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="metric_binding_decision_dated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("indicator__isnull", False), ("target__isnull", True)),
                            models.Q(("indicator__isnull", True), ("target__isnull", False)),
                            _connector="OR",
                        ),
                        name="metric_binding_of_one_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ground__in", ["name", "reader", "likeness", "new"])),
                        name="metric_binding_ground_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__range", (0, 1))), name="metric_binding_confidence_range"
                    ),
                ],
                "indexes": [
                    models.Index(fields=["state", "plan"], name="metric_binding_state_plan"),
                    models.Index(fields=["metric", "state"], name="metric_binding_metric"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetStanding",
            fields=[
                (
                    "tracked",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="standing",
                        serialize=False,
                        to="plans.trackedtarget",
                        verbose_name="目标跟踪",
                    ),
                ),
                (
                    "situation",
                    models.CharField(
                        choices=[
                            ("to_assess", "到期待评"),
                            ("awaiting", "待下达"),
                            ("no_data", "我方缺数"),
                            ("unclear", "无法判定"),
                            ("running", "正常跟踪"),
                            ("assessed", "已评定"),
                            ("stale", "条目已不在库"),
                        ],
                        max_length=16,
                        verbose_name="分组",
                    ),
                ),
                (
                    "light",
                    models.CharField(
                        choices=[
                            ("green", "达到序时进度"),
                            ("light_green", "基本达到序时进度"),
                            ("yellow", "略低于序时进度"),
                            ("red", "明显低于序时进度"),
                            ("grey", "无法判定"),
                        ],
                        default="grey",
                        max_length=16,
                        verbose_name="目标灯号",
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=40, verbose_name="灯号说明")),
                ("rule", models.CharField(blank=True, max_length=400, verbose_name="判定规则")),
                ("number", models.FloatField(blank=True, null=True, verbose_name="最新值")),
                ("period", models.CharField(blank=True, max_length=24, verbose_name="报告期")),
                ("period_end", models.DateField(blank=True, null=True, verbose_name="报告期止")),
                ("contested", models.BooleanField(default=False, verbose_name="有冲突")),
                ("change", models.FloatField(blank=True, null=True, verbose_name="同比变化")),
                ("target_value", models.FloatField(blank=True, null=True, verbose_name="目标值")),
                ("base_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="基年")),
                ("base_value", models.FloatField(blank=True, null=True, verbose_name="基年值")),
                ("base_name", models.CharField(blank=True, max_length=200, verbose_name="基年值来历")),
                ("completion", models.FloatField(blank=True, null=True, verbose_name="完成率")),
                ("completion_note", models.CharField(blank=True, max_length=300, verbose_name="完成率说明")),
                ("progress_logarithmic", models.FloatField(blank=True, null=True, verbose_name="序时进度（对数）")),
                ("progress_linear", models.FloatField(blank=True, null=True, verbose_name="序时进度（线性）")),
                ("time_share", models.FloatField(blank=True, null=True, verbose_name="时间进度")),
                ("gap_points", models.FloatField(blank=True, null=True, verbose_name="与序时之差（百分点）")),
                ("needed_pace", models.FloatField(blank=True, null=True, verbose_name="尚需年均变化")),
                ("needed_note", models.CharField(blank=True, max_length=300, verbose_name="尚需说明")),
                ("forecast", models.FloatField(blank=True, null=True, verbose_name="预测期末值")),
                ("forecast_low", models.FloatField(blank=True, null=True, verbose_name="预测下限")),
                ("forecast_high", models.FloatField(blank=True, null=True, verbose_name="预测上限")),
                ("forecast_note", models.CharField(blank=True, max_length=400, verbose_name="预测说明")),
                ("outlook", models.CharField(blank=True, max_length=16, verbose_name="预测研判")),
                ("met", models.BooleanField(blank=True, null=True, verbose_name="已达成")),
                ("owed_by", models.CharField(blank=True, max_length=200, verbose_name="应报单位")),
                ("trail", models.JSONField(blank=True, default=dict, verbose_name="路径与实绩")),
                ("told_light", models.CharField(blank=True, max_length=16, verbose_name="已告知灯号")),
                ("judged_on", models.DateField(verbose_name="判定日期")),
                ("refreshed_at", models.DateTimeField(auto_now=True, verbose_name="刷新时间")),
            ],
            options={
                "verbose_name": "目标现状",
                "verbose_name_plural": "目标现状",
                "ordering": ("tracked_id",),
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="trackedtarget",
            name="binding",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="tracked",
                to="plans.metricbinding",
                verbose_name="指标绑定",
            ),
        ),
        migrations.AddField(
            model_name="trackedtarget",
            name="indicator",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="tracked",
                to="plans.indicator",
                verbose_name="指标",
            ),
        ),
        migrations.AddField(
            model_name="trackedtarget",
            name="metric",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tracked",
                to="records.metric",
                verbose_name="统计指标",
            ),
        ),
        migrations.AddField(
            model_name="trackedtarget",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="tracked",
                to="plans.plandocument",
                verbose_name="规划文件",
            ),
        ),
        migrations.AddField(
            model_name="trackedtarget",
            name="subject",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tracked",
                to="records.subject",
                verbose_name="统计对象",
            ),
        ),
        migrations.AddField(
            model_name="trackedtarget",
            name="target",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="tracked",
                to="plans.target",
                verbose_name="目标",
            ),
        ),
        migrations.CreateModel(
            name="TargetPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("sum", "合计等于总目标"),
                            ("share", "按权重加权平均"),
                            ("same", "各单位同一目标"),
                            ("path", "年度路径"),
                        ],
                        max_length=8,
                        verbose_name="分解方式",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="年度")),
                ("organisation_name", models.CharField(blank=True, max_length=200, verbose_name="承担单位名称")),
                ("weight", models.FloatField(blank=True, null=True, verbose_name="权重")),
                ("value", models.FloatField(blank=True, null=True, verbose_name="目标值")),
                ("unit", models.CharField(blank=True, max_length=100, verbose_name="单位")),
                ("key", models.CharField(max_length=64, verbose_name="识别码")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="版本")),
                ("is_current", models.BooleanField(default=True, verbose_name="现行")),
                ("withdrawn", models.BooleanField(default=False, verbose_name="已撤销")),
                ("confirmed", models.BooleanField(default=False, verbose_name="已确认")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="理由")),
                ("demo", models.BooleanField(default=False, verbose_name="演示")),
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="target_parts",
                        to="directory.organisation",
                        verbose_name="承担单位",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="plans.targetpart",
                        verbose_name="上级分解",
                    ),
                ),
                (
                    "tracked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="plans.trackedtarget",
                        verbose_name="目标跟踪",
                    ),
                ),
            ],
            options={
                "verbose_name": "目标分解",
                "verbose_name_plural": "目标分解",
                "ordering": ("tracked_id", "year", "organisation_name", "version"),
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("tracked", "key", "version"), name="target_part_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("tracked", "key"),
                        name="target_part_one_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rule__in", ["sum", "share", "same", "path"])),
                        name="target_part_rule_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year__isnull", False), models.Q(("organisation_name", ""), _negated=True), _connector="OR"
                        ),
                        name="target_part_of_year_or_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="target_part_change_says_why",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["tracked", "is_current"], name="target_part_current"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandedDown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="版本")),
                ("value", models.FloatField(verbose_name="下达值")),
                ("printed", models.CharField(max_length=100, verbose_name="下达值原文")),
                ("unit", models.CharField(blank=True, max_length=100, verbose_name="单位")),
                (
                    "comparator",
                    models.CharField(
                        choices=[
                            ("=", "等于"),
                            (">=", "不低于"),
                            ("<=", "不高于"),
                            (">", "超过"),
                            ("<", "低于"),
                            ("approx", "左右"),
                        ],
                        default="=",
                        max_length=8,
                        verbose_name="比较",
                    ),
                ),
                ("document_title", models.CharField(blank=True, max_length=300, verbose_name="下达文件")),
                ("document_number", models.CharField(max_length=100, verbose_name="发文字号")),
                ("issued_on", models.DateField(verbose_name="发文日期")),
                ("issuer_name", models.CharField(blank=True, max_length=200, verbose_name="发文机关")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="调整理由")),
                ("by_name", models.CharField(blank=True, max_length=150, verbose_name="登记人姓名")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.source",
                        verbose_name="佐证文件",
                    ),
                ),
                (
                    "tracked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_down",
                        to="plans.trackedtarget",
                        verbose_name="目标跟踪",
                    ),
                ),
            ],
            options={
                "verbose_name": "下达记录",
                "verbose_name_plural": "下达记录",
                "ordering": ("tracked_id", "version"),
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("tracked", "version"), name="handed_down_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("document_number", ""), _negated=True), name="handed_down_has_document"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="handed_down_change_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=32, verbose_name="动作")),
                ("before", models.JSONField(blank=True, null=True, verbose_name="之前")),
                ("after", models.JSONField(blank=True, null=True, verbose_name="之后")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="理由")),
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
                    "tracked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="plans.trackedtarget",
                        verbose_name="目标跟踪",
                    ),
                ),
            ],
            options={
                "verbose_name": "目标办理记录",
                "verbose_name_plural": "目标办理记录",
                "ordering": ("-pk",),
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["tracked", "-id"], name="target_step_tracked"),
                ],
            },
        ),
        migrations.AddField(
            model_name="targetstanding",
            name="observation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.observation",
                verbose_name="最新值",
            ),
        ),
        migrations.AddIndex(
            model_name="trackedtarget",
            index=models.Index(fields=["metric", "subject"], name="tracked_metric_subject"),
        ),
        migrations.AddIndex(
            model_name="trackedtarget",
            index=models.Index(fields=["plan", "stale"], name="tracked_plan_stale"),
        ),
        migrations.AddIndex(
            model_name="trackedtarget",
            index=models.Index(fields=["rank", "plan", "id"], name="tracked_rank"),
        ),
        migrations.AddConstraint(
            model_name="trackedtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("indicator__isnull", True), ("target__isnull", True), _connector="OR"),
                name="tracked_target_of_one_item",
            ),
        ),
        migrations.AddConstraint(
            model_name="trackedtarget",
            constraint=models.UniqueConstraint(
                condition=models.Q(("indicator__isnull", False)),
                fields=("indicator", "year"),
                name="tracked_indicator_year_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="trackedtarget",
            constraint=models.UniqueConstraint(
                condition=models.Q(("target__isnull", False)), fields=("target",), name="tracked_target_item_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="trackedtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("convention__in", ["logarithmic", "linear"])),
                name="tracked_target_convention_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="trackedtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("handing__in", ["", "awaiting", "handed_down"])),
                name="tracked_target_handing_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="trackedtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("passed__in", ["", "awaiting", "final_value", "met", "not_met", "undecidable"])),
                name="tracked_target_passed_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="trackedtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("comparator__in", ["=", ">=", "<=", ">", "<", "approx"])),
                name="tracked_target_comparator",
            ),
        ),
        migrations.AddIndex(
            model_name="targetstanding",
            index=models.Index(fields=["situation", "light"], name="target_standing_light"),
        ),
        migrations.AddIndex(
            model_name="targetstanding",
            index=models.Index(fields=["judged_on"], name="target_standing_judged"),
        ),
        migrations.AddConstraint(
            model_name="targetstanding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("situation__in", ["to_assess", "awaiting", "no_data", "unclear", "running", "assessed", "stale"])
                ),
                name="target_standing_situation",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetstanding",
            constraint=models.CheckConstraint(
                condition=models.Q(("light__in", ["green", "light_green", "yellow", "red", "grey"])),
                name="target_standing_light_known",
            ),
        ),
    ]
