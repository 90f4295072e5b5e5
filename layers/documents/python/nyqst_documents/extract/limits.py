"""How much one file may ask for. Beyond a limit it is refused: half a document misleads."""

MAX_INPUT_BYTES = 32 * 2**20
"""More than an upload may have, so that what was accepted is never refused here for its size."""

MAX_MARKUP_BYTES = 12 * 2**20
"""HTML and JSON are read whole into trees of about ten times their size."""

MAX_MARKDOWN_BYTES = 4 * 2**20
"""Its parser takes some ten microseconds for each of them at worst. A thick book has 1 MB."""

MAX_CHARACTERS = 5_000_000
"""Some 2,500 pages of text: the largest real reports have a tenth of it."""

MAX_UNPACKED_BYTES = 128 * 2**20
"""All parts of a docx together. A document of 1,000 pages has under 30 MB of XML."""

MAX_PART_BYTES = 32 * 2**20
"""One part of a docx that is read; ten times this is what its tree takes in memory."""

MAX_UNPACKED_RATIO = 200
"""XML packs at 1:10 to 1:60, the best that deflate can do is 1:1,032."""

MAX_ARCHIVE_ENTRIES = 5_000
"""A docx has a dozen parts and its pictures."""

MAX_PAGES = 3_000
"""Of a PDF; reading that many takes about half a minute."""

MAX_PDF_STREAM_BYTES = 32 * 2**20
"""One unpacked stream of a PDF. Page contents have some 10 kB, fonts some 100 kB."""

MAX_PDF_OPERATIONS = 2_000_000
"""Drawing operations of a whole PDF, forms drawn again and again included. A page has 500."""

MAX_DEPTH = 250
"""Nesting of HTML elements, docx tables and JSON values. Written by hand it stays below 50; twice
this many calls fit on Python's stack."""

MAX_ELEMENTS = 500_000
"""Of an HTML page. The HTML standard on one page has 300,000."""

MAX_COLUMNS = 2_000
"""Of a table. Wider ones are matrices, which make no readable row."""
