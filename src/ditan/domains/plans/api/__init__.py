"""The API of the plan library: thin JSON over the same selectors and services as the pages."""

from ninja import Router

from ditan.domains.plans.api import comparison, decomposition, findings, items, plans, tracking, uploads
from ditan.domains.plans.api.people import seeing_plans

router = Router()
router.add_decorator(seeing_plans, mode="operation")
router.add_router("", plans.router)
router.add_router("", uploads.router)
router.add_router("", items.router)
router.add_router("", findings.router)
router.add_router("", comparison.router)
router.add_router("", decomposition.router)
router.add_router("", tracking.router)

__all__ = ["router"]
