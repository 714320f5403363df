-- The saved case, version 2. Each fact stands once. A span is a document's key and half-open [start, "end") code points
-- into its text: the words themselves are cut out of document.text, by the views or by whoever reads.
-- Rows have whole numbers for keys; public ids of claims and quotations are their 80 bits, or text where they are no
-- hash. Short texts that many rows share stand in `word`; columns of that kind end in nothing but its key.
-- `rest` holds, as compact JSON, the fields of a noun that the columns do not hold and that are not at their defaults;
-- a span in it is [document, start, end], or [start, end] within the row's own document.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE word (key INTEGER PRIMARY KEY, name TEXT NOT NULL, mark INTEGER NOT NULL);

CREATE TABLE source (
  key INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER REFERENCES word(key), entity TEXT, anonymous INTEGER,
  role TEXT);

CREATE TABLE document (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, label TEXT, title TEXT, author TEXT, outlet TEXT, owner TEXT,
  earliest TEXT, latest TEXT, retrieved TEXT, url TEXT, path TEXT, languages TEXT, status TEXT, same_as TEXT, sha256 TEXT, rest,
  text TEXT NOT NULL);

CREATE TABLE passages (
  document INTEGER PRIMARY KEY REFERENCES document(key), n INTEGER NOT NULL, boilerplate INTEGER NOT NULL,
  packed BLOB NOT NULL, rest TEXT);

CREATE TABLE reuse (
  key INTEGER PRIMARY KEY,
  a INTEGER REFERENCES document(key), a_start INTEGER, a_end INTEGER,
  b INTEGER REFERENCES document(key), b_start INTEGER, b_end INTEGER,
  kind INTEGER REFERENCES word(key), identity REAL, family INTEGER REFERENCES family(key), score REAL,
  direction INTEGER REFERENCES word(key), probability REAL, rest TEXT);

CREATE TABLE family (
  key INTEGER PRIMARY KEY, id NOT NULL, members INTEGER, document INTEGER REFERENCES document(key), start INTEGER,
  "end" INTEGER, rest TEXT);

CREATE TABLE quotation (
  key INTEGER PRIMARY KEY, id NOT NULL, document INTEGER REFERENCES document(key), start INTEGER, "end" INTEGER,
  mode INTEGER REFERENCES word(key), source INTEGER REFERENCES source(key), source_start INTEGER, source_end INTEGER,
  cue_start INTEGER, cue_end INTEGER, medium INTEGER REFERENCES word(key), language INTEGER REFERENCES word(key),
  certainty INTEGER REFERENCES word(key), hedge_start INTEGER, hedge_end INTEGER, whose INTEGER REFERENCES word(key),
  inferred INTEGER REFERENCES word(key), probability REAL, rest TEXT);

CREATE TABLE entity (
  key INTEGER PRIMARY KEY, mark INTEGER NOT NULL, id TEXT NOT NULL, kind INTEGER REFERENCES word(key), name TEXT, aliases TEXT,
  roles TEXT, rest TEXT);

CREATE TABLE mention (
  entity INTEGER NOT NULL REFERENCES entity(key), document INTEGER NOT NULL REFERENCES document(key),
  places BLOB NOT NULL, PRIMARY KEY (entity, document)) WITHOUT ROWID;

CREATE TABLE claim (
  key INTEGER PRIMARY KEY, id NOT NULL, text TEXT, language INTEGER REFERENCES word(key), first INTEGER,
  earliest TEXT, latest TEXT, best INTEGER, low INTEGER, high INTEGER, verdict INTEGER REFERENCES word(key),
  voices INTEGER REFERENCES word(key), direct_reports INTEGER, documents INTEGER, outlets INTEGER, owners INTEGER,
  deficit INTEGER, tellings INTEGER, concentration REAL, summaries INTEGER REFERENCES word(key), rest TEXT);

CREATE TABLE assertion (
  claim INTEGER NOT NULL REFERENCES claim(key), n INTEGER NOT NULL, document INTEGER REFERENCES document(key),
  start INTEGER, "end" INTEGER, id TEXT, kind INTEGER REFERENCES word(key), language INTEGER REFERENCES word(key),
  source INTEGER REFERENCES source(key), source_start INTEGER, source_end INTEGER,
  medium INTEGER REFERENCES word(key), certainty INTEGER REFERENCES word(key), hedge_start INTEGER, hedge_end INTEGER,
  whose INTEGER REFERENCES word(key), quotation INTEGER REFERENCES quotation(key),
  inferred INTEGER REFERENCES word(key), copy_of INTEGER, rest TEXT,
  PRIMARY KEY (claim, n)) WITHOUT ROWID;

CREATE TABLE derivation (
  claim INTEGER NOT NULL REFERENCES claim(key), n INTEGER NOT NULL, origin INTEGER,
  voice INTEGER REFERENCES word(key), target INTEGER, medium INTEGER REFERENCES word(key), probability REAL,
  reasons INTEGER REFERENCES word(key), rest TEXT, PRIMARY KEY (claim, n)) WITHOUT ROWID;

-- Claims told once, nearly all there are: the claim, its one assertion and the voice behind it in one row, nothing that
-- follows from being alone; in reasons and summaries \u0001 is the outlet and \u0002 the voice. One that says more stands in `claim` and `assertion` as the others do.
CREATE TABLE told_once (
  id BLOB PRIMARY KEY, document INTEGER NOT NULL REFERENCES document(key), start INTEGER NOT NULL,
  "end" INTEGER NOT NULL, kind INTEGER REFERENCES word(key), language INTEGER REFERENCES word(key),
  source INTEGER REFERENCES source(key), source_start INTEGER, source_end INTEGER,
  medium INTEGER REFERENCES word(key), certainty INTEGER REFERENCES word(key), hedge_start INTEGER, hedge_end INTEGER,
  whose INTEGER REFERENCES word(key), quotation INTEGER REFERENCES quotation(key),
  inferred INTEGER REFERENCES word(key),
  voice_kind INTEGER REFERENCES word(key), voices INTEGER REFERENCES word(key),
  voice INTEGER REFERENCES word(key), reasons INTEGER REFERENCES word(key), summaries INTEGER REFERENCES word(key)
) WITHOUT ROWID;

-- What several documents tell of one thing: columns to read, and the whole noun as JSON, compressed where it is long.
CREATE TABLE fact (
  key INTEGER PRIMARY KEY, id NOT NULL, label TEXT, kind TEXT, anchor TEXT, status TEXT, documents INTEGER,
  tellings INTEGER, told TEXT, earliest TEXT, latest TEXT, packed NOT NULL);

-- Small tables, and nouns that have no table of their own yet: each whole, in the order in which it stands in the case.
CREATE TABLE record (kind TEXT NOT NULL, n INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, n)) WITHOUT ROWID;

-- What was worked out of a document alone, under the hash of the document and of what annotates.
CREATE TABLE annotation (key TEXT PRIMARY KEY, value BLOB NOT NULL);

CREATE VIRTUAL TABLE document_search USING fts5(
  title, text, content='document', content_rowid='key', tokenize="unicode61 remove_diacritics 2");
-- Wordings of the claims in `claim`, and the names of their voices and outlets, all folded as `firsthand.text.fold` does;
-- claims told once are found through document_search.
CREATE VIRTUAL TABLE claim_search USING fts5(
  wordings, names, content='', tokenize="unicode61 remove_diacritics 2");
-- Names of entities (rowid: 2 * key) and of sources (2 * key + 1), folded too.
CREATE VIRTUAL TABLE name_search USING fts5(
  names, content='', detail='none', tokenize="unicode61 remove_diacritics 2");
