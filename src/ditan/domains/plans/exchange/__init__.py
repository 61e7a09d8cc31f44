"""Lists as workbooks: what is exported imports back without change."""

from ditan.domains.plans.exchange.export import export_items, template
from ditan.domains.plans.exchange.imports import ImportReport, import_items

__all__ = ["ImportReport", "export_items", "import_items", "template"]
