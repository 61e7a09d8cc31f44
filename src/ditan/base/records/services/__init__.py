"""All writes to records."""

from ditan.base.records.services.catalogue import load_shipped_metrics
from ditan.base.records.services.computing import compute, on_values
from ditan.base.records.services.contributions import (
    add_contribution,
    confirm_contribution,
    confirm_contributions,
    propose_contributions,
    reject_contribution,
)
from ditan.base.records.services.formulas import (
    check_formula,
    faults_of_formula,
    load_shipped_formulas,
)
from ditan.base.records.services.importing import (
    drop_values,
    hand_in_values,
    import_template,
    leave_out,
    read_values,
    save_values,
    take_values,
)
from ditan.base.records.services.metrics import save_metric
from ditan.base.records.services.published import load_published_values
from ditan.base.records.services.recording import record, record_many, restate
from ditan.base.records.services.reports import Report
from ditan.base.records.services.sources import (
    clean_name,
    forget_source,
    mark_readable,
    mark_unreadable,
    name_subject,
    receive_file,
    storable,
)
from ditan.base.records.services.standing import choose

__all__ = [
    "Report",
    "add_contribution",
    "check_formula",
    "choose",
    "clean_name",
    "compute",
    "confirm_contribution",
    "confirm_contributions",
    "drop_values",
    "faults_of_formula",
    "forget_source",
    "hand_in_values",
    "import_template",
    "leave_out",
    "load_published_values",
    "load_shipped_formulas",
    "load_shipped_metrics",
    "mark_readable",
    "mark_unreadable",
    "name_subject",
    "on_values",
    "propose_contributions",
    "read_values",
    "receive_file",
    "record",
    "record_many",
    "reject_contribution",
    "restate",
    "save_metric",
    "save_values",
    "storable",
    "take_values",
]
