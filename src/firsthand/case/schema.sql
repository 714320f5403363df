-- The saved case, version 1. Every noun stands in its own table: readable columns to query and to look at in any SQLite
-- browser, and `value`, the whole noun as JSON (fields at their defaults left out), from which firsthand loads it again.
-- Spans are half-open [start, "end") code points into document.text.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE document (
  position INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, title TEXT, author TEXT, outlet TEXT, owner TEXT,
  published_earliest TEXT, published_latest TEXT, url TEXT, path TEXT, languages TEXT, status TEXT, same_as TEXT,
  text TEXT NOT NULL, value TEXT NOT NULL);

CREATE TABLE passage (
  position INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES document(id), start INTEGER, "end" INTEGER,
  language TEXT, kind TEXT, value TEXT NOT NULL);

CREATE TABLE reuse (
  position INTEGER PRIMARY KEY, a_document TEXT REFERENCES document(id), a_start INTEGER, a_end INTEGER,
  b_document TEXT REFERENCES document(id), b_start INTEGER, b_end INTEGER, kind TEXT, identity REAL, family TEXT,
  direction TEXT, probability REAL, value TEXT NOT NULL);

CREATE TABLE family (position INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, n_members INTEGER, value TEXT NOT NULL);

CREATE TABLE quotation (
  position INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, document TEXT REFERENCES document(id), start INTEGER,
  "end" INTEGER, exact TEXT, mode TEXT, source TEXT, source_kind TEXT, entity TEXT, medium TEXT, certainty TEXT,
  probability REAL, value TEXT NOT NULL);

CREATE TABLE entity (
  position INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, kind TEXT, name TEXT, aliases TEXT, roles TEXT,
  value TEXT NOT NULL);

CREATE TABLE claim (
  position INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, text TEXT, language TEXT, origins_best INTEGER,
  origins_low INTEGER, origins_high INTEGER, verdict TEXT, origins TEXT, direct_reports INTEGER, documents INTEGER,
  outlets INTEGER, owners INTEGER, deficit INTEGER, summary TEXT, value TEXT NOT NULL);

CREATE TABLE assertion (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL, claim TEXT NOT NULL REFERENCES claim(id),
  document TEXT REFERENCES document(id), start INTEGER, "end" INTEGER, exact TEXT, kind TEXT, source TEXT, medium TEXT,
  certainty TEXT);

CREATE TABLE derivation (
  position INTEGER PRIMARY KEY, claim TEXT NOT NULL REFERENCES claim(id), origin TEXT, target TEXT, probability REAL,
  reasons TEXT);

CREATE TABLE original (position INTEGER PRIMARY KEY, name TEXT, value TEXT NOT NULL);

CREATE TABLE problem (
  position INTEGER PRIMARY KEY, severity TEXT, stage TEXT, code TEXT, message TEXT, document TEXT, path TEXT,
  value TEXT NOT NULL);

CREATE TABLE decision (
  position INTEGER PRIMARY KEY, kind TEXT, subjects TEXT, note TEXT, value TEXT NOT NULL);

CREATE TABLE run (position INTEGER PRIMARY KEY, version TEXT, value TEXT NOT NULL);

CREATE INDEX assertion_claim ON assertion(claim);
CREATE INDEX assertion_document ON assertion(document);
CREATE INDEX quotation_document ON quotation(document);
CREATE INDEX quotation_entity ON quotation(entity);

CREATE VIRTUAL TABLE document_search USING fts5(title, text, content='', tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE claim_search USING fts5(wordings, content='', tokenize="unicode61 remove_diacritics 2");
