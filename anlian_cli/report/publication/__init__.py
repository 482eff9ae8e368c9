"""What is published: one neutral announcement of units alone, then a module per format. No person, no author."""
