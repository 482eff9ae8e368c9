"""Materials read: pages, lines with boxes and confidence, facts by kind of document. An extra; evidence, no verdict.

`scanner` is the way in and imports nothing heavy; everything that opens a file runs in a process that may die.
"""
