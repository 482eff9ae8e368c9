"""The tidy tables for programs of others: one row for each thing that was observed, no person anywhere."""
