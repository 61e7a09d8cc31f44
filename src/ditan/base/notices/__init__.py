"""Messages to people: in the product, and through channels outside it."""
