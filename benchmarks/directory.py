"""Measure lists of people and organisations at the size of a municipality: 200,000 organisations, 20,000 users.

    python -m benchmarks.directory [--postgres]

Fills a database of its own, asks for each list with varied searches through the whole middleware stack, and prints the
95th percentile, the same of the processor time, and the number of queries. Ends with 1 where a list takes longer than
asked.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import date

from benchmarks.pages import Page, ask, database

ORGANISATIONS = 200_000
USERS = 20_000
BRANCH = 200
SINCE = date(2020, 1, 1)
KINDS = ("department", "town", "enterprise", "enterprise", "enterprise")


def main(words: list[str]) -> int:
    """Fill, ask, print."""
    with tempfile.TemporaryDirectory(prefix="ditan-directory-") as folder, database("--postgres" in words) as address:
        os.environ.update(DITAN_VAR=folder, DITAN_SECRET_KEY="only for measuring")  # noqa: S106
        os.environ.update(DITAN_TRIAL="1", DITAN_DATA_KEYS="measuring:" + "m" * 43)
        os.environ["DJANGO_SETTINGS_MODULE"] = "ditan.web.settings"
        if address:
            os.environ["DITAN_DATABASE_URL"] = address
        return measure()


def measure() -> int:
    """Fill the database that the settings name, and ask for every list."""
    import django

    django.setup()
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from ditan.base.access.services import make_declared_roles

    call_command("migrate", verbosity=0)
    make_declared_roles()
    reader = User.objects.create_superuser("reader")
    started = time.perf_counter()
    fill()
    with connection.cursor() as cursor:
        # What PostgreSQL's own autovacuum does within a minute of such a load; until then it plans without statistics.
        cursor.execute("ANALYZE")
    print(f"{ORGANISATIONS} organisations, {USERS} users, filled in {time.perf_counter() - started:.0f} s", flush=True)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(reader)
    met = [ask(client, page) for page in pages()]
    return 0 if all(met) else 1


def fill() -> None:
    """Organisations in branches of two hundred, people with accounts and a post each."""
    from django.contrib.auth.models import User
    from django.db import transaction

    from ditan.base.accounts.models import AccountState
    from ditan.base.directory.models import Holding, Organisation, OrganisationPlace, Person, Post

    with transaction.atomic():
        roots = Organisation.objects.bulk_create(
            Organisation(name=f"第{number}局", kind="department") for number in range(ORGANISATIONS // BRANCH)
        )
        for root in roots:
            root.path = f"{root.pk:08d}"
        Organisation.objects.bulk_update(roots, ["path"], batch_size=500)
        for root in roots:
            below = Organisation.objects.bulk_create(
                Organisation(name=f"{root.name}下属{number}号", kind=KINDS[number % len(KINDS)], parent=root)
                for number in range(BRANCH - 1)
            )
            for each in below:
                each.path = f"{root.path}{each.pk:08d}"
            Organisation.objects.bulk_update(below, ["path"], batch_size=200)
            OrganisationPlace.objects.bulk_create(
                OrganisationPlace(organisation=each, parent=each.parent) for each in (root, *below)
            )
        users = User.objects.bulk_create(
            (User(username=f"user{number:05d}", last_name="张", first_name=f"{number}") for number in range(USERS)),
            batch_size=1000,
        )
        AccountState.objects.bulk_create((AccountState(user=user) for user in users), batch_size=1000)
        people = Person.objects.bulk_create(
            (Person(user=user, name=f"张{number}") for number, user in enumerate(users)), batch_size=1000
        )
        posts = Post.objects.bulk_create(
            (Post(organisation=roots[number % len(roots)], title=f"岗位{number}") for number in range(USERS)),
            batch_size=1000,
        )
        Holding.objects.bulk_create(
            (Holding(person=person, post=post, valid_from=SINCE) for person, post in zip(people, posts, strict=True)),
            batch_size=1000,
        )


def pages() -> list[Page]:
    """The lists and their addresses, searches included."""
    from django.urls import reverse

    from ditan.base.directory.models import Organisation

    searches = ("", "?page=2", "?words=下属7号", "?words=第31局", "?words=不存在的单位", "?words=91110000MA01")
    organisations = reverse("directory:organisations")
    branch = Organisation.objects.filter(parent=None).order_by("pk")[7]
    more = (
        "?kind=enterprise",
        "?page=900",
        f"?below={branch.pk}",
        f"?below={branch.pk}&words=下属7",
        f"?as_of={SINCE}",
    )
    accounts = reverse("accounts:list")
    people = reverse("directory:people")
    return [
        Page("organisations", tuple(organisations + query for query in (*searches, *more))),
        Page(
            "accounts", tuple(accounts + query for query in ("", "?page=2", "?q=user0123", "?q=张77", "?state=never"))
        ),
        Page(
            "people", tuple(people + query for query in ("", "?page=2", "?words=张123", "?at=第31局", "?at=没有的单位"))
        ),
        Page("roles", (reverse("access:roles"),)),
        Page("log", (reverse("audit:log"),), bound=False),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
