"""A small OCFL 1.1 library: versioned directories in which nothing is lost. Standard library only."""
