"""Attacks on the program from outside, each runnable at any size: `python -m tests.attack NAME --count N`."""
