"""The commands, one module each. Only here are files, rules and reports put together, and the clock read."""

import gc

# A command lives for seconds and leaves few circles behind: to look for them after every few hundred objects takes a
# tenth of its time.
gc.set_threshold(100_000, 20, 20)
