"""anlian: judges, scores and supervises the firms that advise Beijing's safe communities."""

import os

__version__ = "0.1.0"

# The same workbook gives the same bytes, whether or not lxml happens to be installed beside openpyxl.
os.environ.setdefault("OPENPYXL_LXML", "False")
