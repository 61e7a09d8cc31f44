"""Regions, organisations, facilities, people and their posts, and the dictionaries of this installation."""
