"""Other apps hear of values that stand anew, in the transaction that records them.

What follows from a value (a computed metric, a light, an alert) is there when the value is, or neither is: a listener that
fails takes the recording back with it. A listener may record in turn; then all are told of that too, so that one which
records must leave alone what it recorded itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ditan.base.declaration import contribution_listeners, value_listeners
from ditan.base.records.models import Observation
from ditan.base.records.services.keys import chunks


def tell(moved: Sequence[int], made: Sequence[Observation] = ()) -> None:
    """Tell every domain's `value_listeners` once of the observations with these keys, which stand now.

    `made` are those just recorded, so that only older ones are read. Each has its subject and metric at hand.
    """
    listeners = tuple(value_listeners())
    if not moved or not listeners:
        return
    told = tuple(_rows(moved, made))
    for listener in listeners:
        listener(told)


def _rows(moved: Sequence[int], made: Sequence[Observation]) -> Iterator[Observation]:
    known = {row.pk: row for row in made}
    for chunk in chunks([key for key in moved if key not in known]):
        known |= Observation.objects.select_related("subject", "metric").in_bulk(chunk)
    return (known[key] for key in moved)


def tell_contributions(servers: Sequence[str]) -> None:
    """Tell every domain's `contribution_listeners` whose contributions a person has just decided on."""
    for listener in contribution_listeners():
        listener(servers)
