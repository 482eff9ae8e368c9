"""What the document says: pure functions, chapter by chapter, over numbers that stand in YAML."""
