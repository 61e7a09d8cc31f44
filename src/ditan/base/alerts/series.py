"""How targets stand, as the domains that track them tell. base/alerts knows no domain.

A domain names a function in `Domain.alert_series`:

    def target_facts() -> Iterable[TargetFact]:
        for standing in TargetStanding.objects.select_related(…).iterator():
            yield TargetFact(key=f"plans.target:{standing.target_id}", title=…, period=…, state=TargetState(…), …)

The hourly job asks it for every target. So that a light that changes is told at once, the domain also calls
`alerts.services.on_targets(facts)` with those that it has just refreshed, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.module_loading import import_string

from ditan.base.declaration import domains
from ditan.core.alerts import TargetState


@dataclass(frozen=True, slots=True)
class TargetFact:
    """Where one target stands now.

    Parameters
    ----------
    key
        Its name for ever: the domain, the kind and the key of its row (`plans.target:12`); 100 characters at most.
    title
        What a list calls it: region, metric, year.
    period
        Code of the period of the newest value, or of the target's year where there is none.
    state
        Light and forecast. A target that must raise no alert (of a draft, awaited from above, its year passed) has an
        empty light and no forecast; leaving it out would leave an open alert as it is.
    link
        The address of its page.
    subject, metric, observation, responsible
        Keys of rows of records and the directory, None where there is none.
    demo
        Whether a value for show went in.
    """

    key: str
    title: str
    period: str
    state: TargetState
    link: str = ""
    subject: int | None = None
    metric: int | None = None
    observation: int | None = None
    responsible: int | None = None
    demo: bool = False


def all_facts() -> Iterator[TargetFact]:
    """How every target of every domain stands now."""
    for domain in domains():
        for path in domain.alert_series:
            yield from import_string(path)()
