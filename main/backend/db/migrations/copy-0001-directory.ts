/**
 * First schema of the copy database: what can always be fetched again. `resource` keeps each resource exactly as
 * sent; the other tables hold only what queries filter, join or sort on. Sheets map `resource.json` when opened.
 * Instants are epoch milliseconds (UTC). A NULL is "not transmitted".
 */
export const sql = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- The resources as sent, byte for byte.
CREATE TABLE resource (
  pk INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  json BLOB NOT NULL
);
CREATE UNIQUE INDEX resource_key ON resource (type, id);

-- What a sync must know of each resource. Apart from it, so that a weekly pull without changes reads and rewrites
-- a few megabytes and not all the JSON.
CREATE TABLE resource_state (
  pk INTEGER PRIMARY KEY,
  -- meta.lastUpdated, epoch ms
  last_updated INTEGER,
  -- version of the mapping that made its rows; 0 when it failed and older rows (if any) were kept
  mapped INTEGER NOT NULL,
  -- full pull in which it was last seen
  generation INTEGER NOT NULL,
  -- SHA-256 of json, base64
  digest TEXT NOT NULL
);

-- The full pull under way, so that a cut or a restart resumes it; at most one row.
CREATE TABLE pull (
  generation INTEGER PRIMARY KEY,
  started_at INTEGER NOT NULL,
  mode TEXT NOT NULL,
  -- where the server publishes the manifest of the export; NULL before it is ready or for paged searches
  status_url TEXT,
  -- server's own clock when it took the snapshot, epoch ms
  horizon INTEGER
);
CREATE TABLE pull_file (
  url TEXT PRIMARY KEY,
  generation INTEGER NOT NULL,
  resources INTEGER NOT NULL,
  -- newest meta.lastUpdated by type, JSON of epoch ms
  newest TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE not_understood (
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  ord INTEGER NOT NULL,
  path TEXT NOT NULL,
  reason TEXT NOT NULL,
  sample TEXT NOT NULL,
  PRIMARY KEY (type, id, ord)
) WITHOUT ROWID;

CREATE TABLE organization (
  id TEXT PRIMARY KEY,
  level TEXT NOT NULL,
  name TEXT,
  finess TEXT,
  part_of TEXT,
  category TEXT,
  commune TEXT,
  city TEXT,
  postal_code TEXT,
  latitude REAL,
  longitude REAL,
  opened_on TEXT,
  closed_on TEXT,
  -- JSON array of {value, level, purpose}
  phones TEXT NOT NULL DEFAULT '[]',
  -- from its own address
  own_department TEXT,
  -- resolved by walking part_of (itself counts); department is the nearest one upwards
  ej_id TEXT,
  eg_id TEXT,
  department TEXT
) WITHOUT ROWID;
CREATE INDEX organization_part_of ON organization (part_of);

CREATE TABLE healthcare_service (
  id TEXT PRIMARY KEY,
  identifier TEXT,
  name TEXT,
  provided_by TEXT,
  offer_type TEXT,
  field_of_activity TEXT,
  age_low REAL,
  age_high REAL,
  sensitive INTEGER NOT NULL,
  closed_from TEXT,
  reopens_on TEXT,
  phones TEXT NOT NULL DEFAULT '[]',
  -- resolved: nearest EG above, its EJ, département of the first Location else of the EG
  eg_id TEXT,
  ej_id TEXT,
  department TEXT
) WITHOUT ROWID;
CREATE INDEX healthcare_service_offer_type ON healthcare_service (offer_type, department);
CREATE INDEX healthcare_service_provided_by ON healthcare_service (provided_by);
CREATE INDEX healthcare_service_eg ON healthcare_service (eg_id);

CREATE TABLE healthcare_service_location (
  healthcare_service_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  ord INTEGER NOT NULL,
  PRIMARY KEY (healthcare_service_id, location_id)
) WITHOUT ROWID;
CREATE INDEX healthcare_service_location_location ON healthcare_service_location (location_id);

CREATE TABLE location (
  id TEXT PRIMARY KEY,
  identifier TEXT,
  external_id TEXT,
  name TEXT,
  commune TEXT,
  department TEXT,
  latitude REAL,
  longitude REAL,
  managing_organization TEXT,
  operational_status TEXT
) WITHOUT ROWID;

CREATE TABLE capacity (
  location_id TEXT NOT NULL,
  ord INTEGER NOT NULL,
  type TEXT,
  status TEXT,
  temporality TEXT,
  count INTEGER,
  source TEXT,
  gender TEXT,
  updated_at INTEGER,
  closing_type TEXT,
  additional_bed_type TEXT,
  crisis TEXT,
  assignment TEXT,
  comment TEXT,
  PRIMARY KEY (location_id, ord)
) WITHOUT ROWID;

-- Every figure ever seen: one series per Location and indicator, one point per update date.
CREATE TABLE capacity_series (
  pk INTEGER PRIMARY KEY,
  location_id TEXT NOT NULL,
  indicator TEXT NOT NULL,
  UNIQUE (location_id, indicator)
);
-- updated_at is the date of the figure in its source, else meta.lastUpdated of its Location. Two counts under one
-- date are two rows: the source corrected itself without saying when.
CREATE TABLE capacity_point (
  series INTEGER NOT NULL REFERENCES capacity_series (pk) ON DELETE CASCADE,
  updated_at INTEGER NOT NULL,
  count INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (series, updated_at, count)
) WITHOUT ROWID;

CREATE TABLE practitioner (
  id TEXT PRIMARY KEY,
  family TEXT,
  given TEXT
) WITHOUT ROWID;

CREATE TABLE practitioner_role (
  id TEXT PRIMARY KEY,
  practitioner_id TEXT,
  healthcare_service_id TEXT,
  last_name TEXT,
  first_name TEXT,
  profession TEXT
) WITHOUT ROWID;
CREATE INDEX practitioner_role_service ON practitioner_role (healthcare_service_id);
CREATE INDEX practitioner_role_practitioner ON practitioner_role (practitioner_id);

-- Labels the server sent, newest wins; ours are used only when it sent none.
CREATE TABLE code_label (
  system TEXT NOT NULL,
  code TEXT NOT NULL,
  display TEXT NOT NULL,
  -- meta.lastUpdated of the resource that carried it, epoch ms
  said_at INTEGER NOT NULL,
  PRIMARY KEY (system, code)
) WITHOUT ROWID;
`;
