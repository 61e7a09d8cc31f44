"""Our own static checks, one module a rule. Each has `problems(root)`: what is wrong, one line a place."""
