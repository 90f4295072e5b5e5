"""Turning uploaded files into text that can be searched and quoted.

`extract` settles what a file is, lets the reader of that format make a draft of its blocks, and
assembles the draft into the text that citations point into. Bytes in, text out: nothing here
writes a file, opens a connection or follows a reference that a document makes.
"""

from nyqst_documents.extract.document import extract as extract
