"""Documents in and out: text out of uploaded files, and reports as files to read."""
