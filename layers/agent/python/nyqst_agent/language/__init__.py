"""English as it stands in documents: sentences, words, figures, dates, names and turns of phrase.

Pure functions on text. Whatever they find they give with its place, so that it can be cited.
"""
