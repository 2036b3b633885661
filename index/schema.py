"""The tables of the truth: `index.store` writes them, `index.lookup` and `index.periods` read them.

Rows are known by `key` inside the archive and by `id` outside it. Hashes and vectors are bytes; dates are ISO 8601, so
that they sort as text; `runs` is JSON.
"""

FORMAT = "1"
"""Changed when tables change in a way that older programs cannot read."""

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE generations (generation INTEGER PRIMARY KEY, top INTEGER NOT NULL);
CREATE TABLE pages (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sha256 BLOB NOT NULL UNIQUE, source TEXT NOT NULL,
    date TEXT, number INTEGER, edition TEXT, paper TEXT, text TEXT NOT NULL);
CREATE INDEX pages_by_date ON pages (date);
CREATE TABLE places (place TEXT PRIMARY KEY, sha256 BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX places_by_sha256 ON places (sha256);
CREATE TABLE furniture (
    page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    position INTEGER NOT NULL, kind TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    PRIMARY KEY (page, position)) WITHOUT ROWID;
CREATE TABLE articles (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, headline TEXT NOT NULL, kicker TEXT NOT NULL, subtitle TEXT NOT NULL,
    section TEXT NOT NULL, byline TEXT NOT NULL, body TEXT NOT NULL, runs TEXT NOT NULL);
CREATE INDEX articles_by_page ON articles (page, ordinal);
CREATE TABLE credits (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    position INTEGER NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
    PRIMARY KEY (article, position)) WITHOUT ROWID;
CREATE INDEX credits_by_name ON credits (name);
CREATE TABLE chunks (
    key INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL);
CREATE INDEX chunks_by_article ON chunks (article, ordinal);
CREATE TABLE embeddings (key INTEGER PRIMARY KEY REFERENCES chunks ON DELETE CASCADE, vector BLOB NOT NULL);
CREATE TABLE removed (
    generation INTEGER NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (generation, key)) WITHOUT ROWID;
"""
