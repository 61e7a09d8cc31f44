"""减污降碳 synergy: whether and how far measures cut air pollutants and greenhouse gases together."""
