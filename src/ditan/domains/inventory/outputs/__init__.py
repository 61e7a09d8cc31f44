"""An inventory on paper and in files: tables of the provincial guide, IPCC and GPC, primap2, and the report."""
