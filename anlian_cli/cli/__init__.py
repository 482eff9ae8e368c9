"""The commands, one module each. Only here are files, rules and reports put together, and the clock read."""
