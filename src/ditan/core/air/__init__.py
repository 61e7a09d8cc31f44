"""Air pollutants, from the same rows as the greenhouse gases. `catalogue.METHODS` lists the methods."""
