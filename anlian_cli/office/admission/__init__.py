"""From an application to the confirmed list (Art. 9-11)."""
