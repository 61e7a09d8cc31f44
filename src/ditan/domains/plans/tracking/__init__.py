"""From what a plan prints to targets that can be followed: pure rules on plain values, without the database."""
