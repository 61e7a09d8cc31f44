"""Greenhouse gases: one method a module, each with its declaration. `catalogue.METHODS` lists them."""
