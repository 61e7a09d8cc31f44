"""Clocks: deadlines that are watched, their lights, and the chains of levels that they climb. Any domain may start one."""
