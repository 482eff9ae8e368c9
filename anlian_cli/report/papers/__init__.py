"""Papers: what each says as data, a Word template per kind that she may rewrite, the formats. No person, no author."""
