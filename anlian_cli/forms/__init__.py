"""Files in: whatever a firm sends becomes a typed application, and every value keeps its place."""
