"""How much of a file is read before it is refused; what a hostile file can cost is bounded by these alone."""

from __future__ import annotations

MEBI = 1 << 20

FILE_BYTES = 32 * MEBI  # any file but a table of printed rows; a year of official workbooks has 2
PAGE_BYTES = 12 * MEBI  # an HTML page; pages of the associations have a tenth of one
PAGE_TAGS = 400_000
TAG_BYTES = 1 << 16  # a longer tag is looked at before the page is parsed
TAG_ATTRIBUTES = 500  # the parser compares each with each
UNPACKED_BYTES = 128 * MEBI  # what a workbook may unpack to
PACKED_FILES = 2_000  # files inside a workbook
PDF_PAGES = 200
PDF_SIGNS = 1_000_000
TABLES = 500  # of one sheet, or tables in a page
CELLS = 200_000  # cells of all tables of one file
COLUMNS = 256  # columns of one table; further ones aren't read
SPREAD = 100  # columns that one cell may span

MEMORY_BYTES = 1024 * MEBI  # address space of the process that opens a file
CPU_SECONDS = 5
PATIENCE_SECONDS = 25.0
