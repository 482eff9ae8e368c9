"""Objections: raised, answered, and the account that a unit is given."""
