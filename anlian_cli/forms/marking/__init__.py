"""A firm's own file with remarks at its cells: the package is edited in place, and the rest stays as it is."""
