"""Where a line's inputs can be taken from without typing: how targets stand, supervision, money of projects.

A feed gives inputs and says where they are from, or says what is missing. It never gives a number that is not there.
"""

from ditan.domains.assessment.feeds.feed import Fed, Feed
from ditan.domains.assessment.feeds.matters import MATTERS
from ditan.domains.assessment.feeds.money import ALLOCATED, SPENT
from ditan.domains.assessment.feeds.targets import TARGET

FEEDS: dict[str, Feed] = {each.code: each for each in (TARGET, MATTERS, SPENT, ALLOCATED)}

__all__ = ["FEEDS", "Fed", "Feed"]
