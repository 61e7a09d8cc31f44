"""Roles, the permissions they hold, the data they reach, and the matrix of what opens for whom."""
