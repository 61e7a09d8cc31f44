"""The only door to big tables: the same Ibis expressions on DuckDB inside the process or on a Spark cluster."""
