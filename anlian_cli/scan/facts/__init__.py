"""Facts by kind of document: labels with values, and what one kind alone has. Patterns stand in patterns.yaml."""
