"""anlian: judges, scores and supervises the firms that advise Beijing's safe communities."""

__version__ = "0.1.0"
