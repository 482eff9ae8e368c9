"""Results out: one neutral document, then a module for each format."""
