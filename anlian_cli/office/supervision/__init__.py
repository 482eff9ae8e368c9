"""Scores, the daily log, rankings (Art. 12-16)."""
