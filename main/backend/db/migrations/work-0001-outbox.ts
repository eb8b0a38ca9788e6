/**
 * First schema of the work database: what exists nowhere else. Opened with `synchronous=FULL`. Payloads are
 * AES-256-GCM sealed (`payload`, under key `key_id`); everything else a list must show without the key stays in clear
 * and holds no form content.
 */
export const sql = `
CREATE TABLE job (
  -- order of creation
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  region_id TEXT NOT NULL,
  -- what the job is about, in one neutral line (unit, form title), and the record it writes
  label TEXT NOT NULL,
  subject TEXT NOT NULL,
  author_id TEXT NOT NULL,
  author_name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'parked', 'done', 'discarded')),
  -- 1 after a send whose outcome is unknown: the region is asked before sending again
  uncertain INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER NOT NULL,
  depends_on TEXT REFERENCES job (id),
  error_code TEXT,
  error_message TEXT,
  receipt TEXT,
  key_id TEXT NOT NULL,
  payload BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
CREATE INDEX job_due ON job (state, author_id, next_attempt_at);
CREATE INDEX job_subject ON job (subject, state);
`;
