"""An inventory: its categories, kinds of rows, totals, and the checks over all of it."""
