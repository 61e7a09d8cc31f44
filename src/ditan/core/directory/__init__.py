"""Codes and dates of regions, organisations and trees: no database."""
