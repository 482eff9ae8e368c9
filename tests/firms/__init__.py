"""Application folders as real firms send them, each with what a careful clerk concludes.

The conclusions come from the regulation and the contract, never from a run of the program.
"""
