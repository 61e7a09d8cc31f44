"""Pure knowledge: no Django, no files, no clock. Values in, values out."""
