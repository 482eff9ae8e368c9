"""The tidy tables that are given to programs of others: one row for each thing that was observed, no person anywhere."""
