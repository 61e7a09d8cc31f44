"""Ledgers in from spreadsheets, and out as workbooks and documents."""
