"""All reads of accounts."""
