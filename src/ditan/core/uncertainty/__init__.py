"""How sure a total is: IPCC approach 1 (propagation of errors, with trend) and approach 2 (Monte Carlo)."""
