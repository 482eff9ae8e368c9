"""The year's papers: what each says from the records, her own templates, and the record of what was published."""
