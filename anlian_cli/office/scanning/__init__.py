"""Scanned materials beside the forms: what each paper is, what it says, and where that is not what was typed."""
