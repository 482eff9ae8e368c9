"""`export`: the records as tidy tables for programs of others, without a person in them."""
