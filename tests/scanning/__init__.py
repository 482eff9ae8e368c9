"""Scanned materials beside the forms: made-up readings of real files, and real pictures."""
