"""When a post goes to its next holder, what its leaver was to fill in goes with it."""

from __future__ import annotations

import datetime

from ditan.base.directory.models import Person, Post
from ditan.base.workflow.models import Assignment, RoundState


def pass_assignments(post: Post, leaver: Person, taker: Person, on: datetime.date) -> int:
    """Pass on the assignments of the post's organisation; gives how many."""
    rows = Assignment.objects.filter(organisation=post.organisation_id).exclude(round__state=RoundState.CLOSED)
    return rows.filter(filler=leaver).update(filler=taker) + rows.filter(delegate=leaver).update(delegate=taker)
