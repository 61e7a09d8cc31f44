"""Files of tests that say the same on every database, with the reason: they run on SQLite alone.

Models, constraints, triggers, services, selectors and whatever waits for a lock run on both. Every page and operation is
asked for on both too, by the walks of `tests/web/test_matrix.py`.
"""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parent

PAGES = "What a page says, offers and keeps of what was typed: its rows come from selectors that are tested on both."
WHO = "Who is let in: follows from declarations and roles."
WIRE = "What stands in addresses, headers, tokens and answers: decided before or after the database is asked."

ANYWHERE = {
    PAGES: (
        "base/access/test_pages.py",
        "base/alerts/test_pages.py",
        "base/audit/test_pages.py",
        "base/directory/test_pages.py",
        "base/directory/test_person_pages.py",
        "base/directory/test_region_pages.py",
        "base/identity/test_token_pages.py",
        "base/records/test_import_pages.py",
        "base/records/test_pages.py",
        "base/workflow/rounds/test_pages.py",
        "domains/plans/views/test_desk_text.py",
        "domains/plans/views/test_pages_of_a_list.py",
        "domains/plans/views/test_region_and_department_names.py",
        "domains/plans/views/test_tracking_pages.py",
        "web/test_exchange_pages.py",
        "web/test_frame.py",
        "web/test_library.py",
        "web/test_lists.py",
        "web/test_overviews.py",
        "web/test_plan_page.py",
        "web/test_review.py",
        "web/test_shell_frame.py",
        "web/test_shell_picking.py",
        "web/test_shell_workbench.py",
    ),
    WHO: (
        "domains/plans/test_permissions.py",
        "domains/plans/test_scope_walk.py",
        "web/test_exports_ask.py",
        "web/test_permissions.py",
    ),
    WIRE: (
        "base/test_api.py",
        "base/test_declaration.py",
        "domains/plans/test_api_operations.py",
        "domains/plans/views/test_escaping.py",
        "domains/plans/views/test_every_answer.py",
        "domains/plans/views/test_forged_forms.py",
        "domains/plans/views/test_redirects.py",
        "web/test_headers.py",
        "web/test_sign_in.py",
    ),
}

_FILES = {TESTS / name for names in ANYWHERE.values() for name in names}
if missing := sorted(str(path) for path in _FILES if not path.is_file()):
    raise FileNotFoundError(f"tests/anywhere.py names files that are not there: {missing}")


def said_anywhere(path: Path) -> bool:
    """Whether the tests of this file run on SQLite alone."""
    return path in _FILES
