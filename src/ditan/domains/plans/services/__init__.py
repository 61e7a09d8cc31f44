"""All writes of the plan library. Keyword-only; one transaction; permission → validate → act → record."""

from ditan.domains.plans.services.applying import apply_draft
from ditan.domains.plans.services.bulk import add_item, confirm_above
from ditan.domains.plans.services.checking import check_region, recheck, replace_findings
from ditan.domains.plans.services.examples import load_demo_confirmations, load_examples
from ditan.domains.plans.services.facts import iso_date
from ditan.domains.plans.services.plans import edit_plan
from ditan.domains.plans.services.reading import read_source, store_reading
from ditan.domains.plans.services.review import (
    choose_alternative,
    confirm_item,
    doubt_finding,
    edit_item,
    reject_item,
    reopen_item,
)
from ditan.domains.plans.services.uploading import Upload, delete_upload, reread_plan, retry_upload, upload_plan
from ditan.domains.plans.services.versions import separate, supersede

__all__ = [
    "Upload",
    "add_item",
    "apply_draft",
    "check_region",
    "choose_alternative",
    "confirm_above",
    "confirm_item",
    "delete_upload",
    "doubt_finding",
    "edit_item",
    "edit_plan",
    "iso_date",
    "load_demo_confirmations",
    "load_examples",
    "read_source",
    "recheck",
    "reject_item",
    "reopen_item",
    "replace_findings",
    "reread_plan",
    "retry_upload",
    "separate",
    "store_reading",
    "supersede",
    "upload_plan",
]
