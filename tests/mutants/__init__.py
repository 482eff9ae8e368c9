"""Mutants: the program with one small fault put in, a fault at a time; a test should fail for each.

`python -m tests.mutants` tries the files in which a fault decides about a firm. What no test notices is a survivor: a
test is missing, or the change changes nothing, and then `survivors.yaml` says why.
"""
