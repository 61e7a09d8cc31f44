"""Workbooks of activity data, out and in."""
