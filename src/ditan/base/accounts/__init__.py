"""Accounts of people: passwords, lockouts, sessions, second factors, the three administrators."""
