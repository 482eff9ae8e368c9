"""An export on disk: its tables in three formats, and the description beside them."""
