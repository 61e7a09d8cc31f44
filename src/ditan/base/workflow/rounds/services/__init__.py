"""All writes of reporting: each is permission → validate → act → log → tell, in one transaction."""
