"""The administrator's day's work, as functions: no Typer, no printing, no clock."""
