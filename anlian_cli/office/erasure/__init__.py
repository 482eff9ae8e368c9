"""The law's erasure: what of a dossier is personal, and how it leaves every version."""
