"""anlian: judges, scores and supervises the firms that advise Beijing's safe communities."""

import os

__version__ = "0.1.0"

# The same workbook gives the same bytes whether or not lxml is installed beside openpyxl; and lxml would write every
# Chinese character as a number.
os.environ.setdefault("OPENPYXL_LXML", "False")
# Plug-ins of pydantic are for programs that log what they validate; to look for them, every installed package is read.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
