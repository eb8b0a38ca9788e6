/**
 * The search index (F1). What changed is noted in `search_dirty`: by the ingest for resources it stores (`shelf.ts`, many
 * at once), by triggers for what is deleted or placed elsewhere. The ingest worker then brings the documents up
 * to date with `SearchIndexer.step()`. Readers only ever see whole documents.
 * A document's pk is `category << 32 | number`, so that one category is one range of rowids of its full-text table.
 */
export const sql = `
CREATE TABLE search_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE search_dirty (type TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (type, id)) WITHOUT ROWID;

CREATE TABLE search_document (
  pk INTEGER PRIMARY KEY,
  category INTEGER NOT NULL,
  -- resource type, or 'Code' for an equipment or an aptitude; then ref_id is 'system|code'
  ref_type TEXT NOT NULL,
  ref_id TEXT NOT NULL,
  -- as shown
  name TEXT NOT NULL,
  -- index words of the name, without stop words
  name_key TEXT NOT NULL,
  -- index words that mean the same as the name or labels
  acronym TEXT NOT NULL,
  level TEXT,
  department TEXT,
  commune TEXT,
  latitude REAL,
  longitude REAL,
  sensitive INTEGER NOT NULL,
  hours INTEGER,
  UNIQUE (ref_type, ref_id)
);
-- what only the few shown documents need, apart so that ranking reads narrow rows
CREATE TABLE search_label (
  pk INTEGER PRIMARY KEY,
  -- where it is, as shown under the name
  detail TEXT NOT NULL,
  -- the other texts as sent, one a line
  labels TEXT NOT NULL
);
CREATE INDEX search_document_name ON search_document (category, name_key);

-- One full-text table for each large category: FTS5 can only reach a rowid by walking what stands before it.
${['place', 'unit', 'professional']
  .map(
    (part) => `CREATE VIRTUAL TABLE search_text_${part} USING fts5 (
  name, acronym, other,
  content = '', contentless_delete = 1, detail = column, prefix = '1 2 3 4', tokenize = 'ascii'
);`,
  )
  .join('\n')}

-- which units have which equipment or aptitude
CREATE TABLE search_link (
  concept INTEGER NOT NULL,
  document INTEGER NOT NULL,
  PRIMARY KEY (concept, document)
) WITHOUT ROWID;
CREATE INDEX search_link_document ON search_link (document);

-- opening hours, shared by all units that keep the same
CREATE TABLE search_hours (pk INTEGER PRIMARY KEY, json TEXT NOT NULL UNIQUE);

-- every word of the index, for typing mistakes; words no longer used are harmless
CREATE TABLE search_term (pk INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE);

-- what of a Location its units show (equipment, names), so that a bed count does not index them again
CREATE TABLE search_location (id TEXT PRIMARY KEY, signature TEXT NOT NULL) WITHOUT ROWID;

CREATE TRIGGER search_resource_delete AFTER DELETE ON resource BEGIN
  INSERT OR IGNORE INTO search_dirty (type, id) VALUES (old.type, old.id);
END;
CREATE TRIGGER search_service_placed AFTER UPDATE OF eg_id, ej_id, department ON healthcare_service BEGIN
  INSERT OR IGNORE INTO search_dirty (type, id) VALUES ('HealthcareService', new.id);
END;
CREATE TRIGGER search_organization_placed AFTER UPDATE OF eg_id, ej_id, department ON organization BEGIN
  INSERT OR IGNORE INTO search_dirty (type, id) VALUES ('Organization', new.id);
END;
`;
