"""Candidates, procedures, decisions and bars (Art. 16-18)."""
