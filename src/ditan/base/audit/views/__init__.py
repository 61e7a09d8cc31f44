"""The pages of the audit administrator."""
