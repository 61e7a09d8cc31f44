"""Measured figures of the reader and of the pages; each script prints its own."""
