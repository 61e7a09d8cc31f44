"""A folder with an inventory in files: read whole, or every place that cannot be read."""
