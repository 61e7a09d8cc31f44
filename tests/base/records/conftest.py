"""A district with a few metrics, people who may do one thing each, and a short way to record."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission, User

from ditan.base.records.models import Metric, Observation, Publication, Subject
from ditan.base.records.services import record

Record = Callable[..., Observation]


def with_permissions(name: str, *codenames: str) -> User:
    """An account that holds exactly these."""
    user = User.objects.create_user(name)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="records", codename__in=codenames))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def clerk(db: None) -> User:
    """Somebody who records, restates and chooses."""
    return with_permissions(
        "clerk",
        "view_observations",
        "record_observations",
        "restate_observations",
        "choose_value",
        "manage_metrics",
        "export_observations",
        "import_observations",
    )


@pytest.fixture
def reader(db: None) -> User:
    """Somebody who may look."""
    return with_permissions("reader", "view_observations")


@pytest.fixture
def district(db: None) -> Subject:
    return Subject.objects.create(kind=Subject.Kind.REGION, code="500103", name="渝中区")


@pytest.fixture
def gdp(db: None) -> Metric:
    return Metric.objects.create(code="gdp", name="地区生产总值", unit="亿元", unit_pint="yi_CNY")


@pytest.fixture
def forest(db: None) -> Metric:
    return Metric.objects.create(
        code="forest_cover", name="森林覆盖率", unit="%", unit_pint="percent", ceiling=100, floor=0
    )


@pytest.fixture
def water(db: None) -> Metric:
    return Metric.objects.create(code="water_class", name="长江寸滩断面水质", direction="text")


@pytest.fixture
def report_of(db: None) -> Publication:
    return Publication.objects.create(title="政府工作报告（2023年）", publisher="渝中区人民政府", address="a")


@pytest.fixture
def bulletin(db: None) -> Publication:
    return Publication.objects.create(title="统计公报（2022年）", publisher="渝中区统计局", address="b")


@pytest.fixture
def recorded(clerk: User, district: Subject, gdp: Metric) -> Record:
    """Record GDP of the district; whatever is named differs."""

    def make(reported: str = "", **values: object) -> Observation:
        given = {"subject": district, "metric": gdp, "period": "2022", "status": "final", "origin": "manual"}
        return record(user=clerk, **{**given, "reported": reported, **values})

    return make
