"""Workbooks of projects, out and in."""
