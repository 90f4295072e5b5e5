"""The index file: one SQLite database, written once, opened read-only by many."""

SCHEMA = """
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    facts TEXT NOT NULL,
    headings TEXT NOT NULL,
    english INTEGER NOT NULL,
    weight REAL NOT NULL
);
CREATE TABLE passage (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (id),
    start INTEGER NOT NULL,
    body TEXT NOT NULL,
    heading TEXT NOT NULL
);
CREATE VIRTUAL TABLE found USING fts5 (
    body, heading, title,
    content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TABLE word (text TEXT PRIMARY KEY, stem TEXT NOT NULL, passages INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE INDEX word_stem ON word (stem);
"""
"""`source.facts` is a Source as JSON, `source.weight` multiplies the scores of its passages,
`found.rowid` is `passage.id`, `word` holds what the texts spell, so that a misspelt query finds
its word."""

BODY_WEIGHT, HEADING_WEIGHT, TITLE_WEIGHT = 1.0, 2.0, 1.5
