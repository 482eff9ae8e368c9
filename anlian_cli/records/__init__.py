"""FILES KEPT: one dossier per organisation and year, sheets kept once, a chained journal; nothing is ever rewritten."""
