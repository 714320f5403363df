-- The case for people: every view can be read in any SQLite browser, with the words that a span stands for.

CREATE VIEW documents AS
SELECT d.id, d.label, d.title, d.outlet, d.owner, d.author, d.earliest AS published, d.latest AS published_latest,
  d.languages, d.status, d.url, d.path, length(d.text) AS characters, d.key
FROM document d;

CREATE VIEW ledger AS
SELECT iif(typeof(c.id) = 'blob', 'c' || lower(substr(hex(c.id), 3)), c.id) AS claim,
  coalesce(c.text, substr(d.text, a.start + 1, a."end" - a.start)) AS text,
  c.tellings, c.documents, c.outlets, c.owners, c.best AS origins, c.low, c.high, verdict.name AS verdict,
  (SELECT group_concat(json_extract(value, '$.name'), '; ') FROM json_each(voices.name)) AS voices,
  c.deficit, c.direct_reports, coalesce(c.earliest, d.earliest) AS first_told, d.outlet AS first_outlet,
  d.id AS first_document, json_extract(c.rest, '$.chokepoints') AS chokepoints, c.key
FROM claim c
LEFT JOIN assertion a ON a.claim = c.key AND a.n = c.first LEFT JOIN document d ON d.key = a.document
LEFT JOIN word verdict ON verdict.key = c.verdict LEFT JOIN word voices ON voices.key = c.voices
ORDER BY c.deficit DESC, c.documents DESC, c.tellings DESC, c.id;

CREATE VIEW claims_told_once AS
SELECT 'c' || lower(substr(hex(t.id), 3)) AS claim, substr(d.text, t.start + 1, t."end" - t.start) AS text,
  d.id AS document, d.outlet, d.earliest AS published, t.start, t."end", kind.name AS kind,
  language.name AS language, s.name AS source, medium.name AS medium, coalesce(certainty.name, 'asserted') AS certainty
FROM told_once t JOIN document d ON d.key = t.document LEFT JOIN source s ON s.key = t.source
LEFT JOIN word kind ON kind.key = t.kind LEFT JOIN word language ON language.key = t.language
LEFT JOIN word medium ON medium.key = t.medium LEFT JOIN word certainty ON certainty.key = t.certainty;

CREATE VIEW tellings AS
SELECT iif(typeof(c.id) = 'blob', 'c' || lower(substr(hex(c.id), 3)), c.id) AS claim, a.n,
  coalesce(a.id, d.id || ':' || a.start || '-' || a."end") AS assertion, d.id AS document, d.outlet,
  d.earliest AS published, a.start, a."end", substr(d.text, a.start + 1, a."end" - a.start) AS words,
  kind.name AS kind, language.name AS language, s.name AS source, medium.name AS medium,
  coalesce(certainty.name, 'asserted') AS certainty, a.copy_of
FROM assertion a JOIN claim c ON c.key = a.claim LEFT JOIN document d ON d.key = a.document
LEFT JOIN source s ON s.key = a.source LEFT JOIN word kind ON kind.key = a.kind
LEFT JOIN word language ON language.key = a.language LEFT JOIN word medium ON medium.key = a.medium
LEFT JOIN word certainty ON certainty.key = a.certainty;

CREATE VIEW quotations AS
SELECT iif(typeof(q.id) = 'blob', 'q' || lower(substr(hex(q.id), 3)), q.id) AS quotation, s.name AS source,
  kind.name AS source_kind, s.entity, s.role, substr(d.text, q.start + 1, q."end" - q.start) AS words,
  mode.name AS mode, substr(d.text, q.cue_start + 1, q.cue_end - q.cue_start) AS cue, medium.name AS medium,
  coalesce(certainty.name, 'asserted') AS certainty, d.id AS document, d.outlet, d.earliest AS published, q.start,
  q."end", q.probability
FROM quotation q LEFT JOIN document d ON d.key = q.document LEFT JOIN source s ON s.key = q.source
LEFT JOIN word kind ON kind.key = s.kind LEFT JOIN word mode ON mode.key = q.mode
LEFT JOIN word medium ON medium.key = q.medium LEFT JOIN word certainty ON certainty.key = q.certainty;

CREATE VIEW sources AS
SELECT coalesce(e.name, s.name) AS source, max(kind.name) AS kind, count(*) AS quotations,
  count(DISTINCT q.document) AS documents, e.aliases, e.roles, s.entity
FROM quotation q JOIN source s ON s.key = q.source LEFT JOIN word kind ON kind.key = s.kind
LEFT JOIN entity e ON e.id = s.entity
GROUP BY coalesce(s.entity, s.name);

CREATE VIEW edges AS
SELECT iif(typeof(c.id) = 'blob', 'c' || lower(substr(hex(c.id), 3)), c.id) AS claim,
  coalesce(voice.name, x.id) AS taken_from, xd.outlet AS from_outlet, coalesce(medium.name, y.id) AS taken_by,
  yd.outlet AS by_outlet, v.probability, reasons.name AS reasons, json_extract(v.rest, '$.changes') AS changes,
  json_extract(v.rest, '$.without_it') AS without_it
FROM derivation v JOIN claim c ON c.key = v.claim
LEFT JOIN word voice ON voice.key = v.voice LEFT JOIN word medium ON medium.key = v.medium
LEFT JOIN word reasons ON reasons.key = v.reasons
LEFT JOIN assertion xa ON xa.claim = v.claim AND xa.n = v.origin LEFT JOIN document xd ON xd.key = xa.document
LEFT JOIN assertion ya ON ya.claim = v.claim AND ya.n = v.target LEFT JOIN document yd ON yd.key = ya.document
LEFT JOIN document x ON x.key = xa.document LEFT JOIN document y ON y.key = ya.document;

CREATE VIEW discrepancies AS
SELECT iif(typeof(c.id) = 'blob', 'c' || lower(substr(hex(c.id), 3)), c.id) AS claim,
  json_extract(found.value, '$.slot') AS slot, json_extract(value.value, '$.value') AS value, d.outlet,
  d.id AS document, json_extract(value.value, '$.span[1]') AS start, json_extract(value.value, '$.span[2]') AS "end",
  json_extract(found.value, '$.label') AS label
FROM claim c, json_each(c.rest, '$.discrepancies') found, json_each(found.value, '$.values') value
LEFT JOIN document d ON d.key = json_extract(value.value, '$.span[0]')
WHERE c.rest IS NOT NULL;

CREATE VIEW shared_passages AS
SELECT x.id AS a, x.outlet AS a_outlet, y.id AS b, y.outlet AS b_outlet, kind.name AS kind, r.identity,
  substr(x.text, r.a_start + 1, r.a_end - r.a_start) AS a_words,
  substr(y.text, r.b_start + 1, r.b_end - r.b_start) AS b_words, direction.name AS direction, r.probability
FROM reuse r LEFT JOIN document x ON x.key = r.a LEFT JOIN document y ON y.key = r.b
LEFT JOIN word kind ON kind.key = r.kind LEFT JOIN word direction ON direction.key = r.direction;

CREATE VIEW facts AS
SELECT iif(typeof(f.id) = 'blob', 'f' || lower(substr(hex(f.id), 3)), f.id) AS fact, f.label, f.kind, f.anchor, f.status, f.told AS "values", f.documents, f.tellings, f.earliest, f.latest
FROM fact f
ORDER BY f.status = 'contradictory' DESC, f.tellings > 2 * f.documents, f.documents DESC, f.kind DESC, f.id;

CREATE VIEW problems AS
SELECT json_extract(value, '$.severity') AS severity, json_extract(value, '$.stage') AS stage,
  json_extract(value, '$.code') AS code, json_extract(value, '$.message') AS message,
  json_extract(value, '$.document') AS document, json_extract(value, '$.path') AS path
FROM record WHERE kind = 'problems';
