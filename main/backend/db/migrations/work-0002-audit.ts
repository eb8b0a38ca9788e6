/**
 * Audit log: append-only and hash-chained. Rows cannot be changed; only rows up to the anchor (written by the
 * retention purge in the same transaction) can be deleted, so that what remains still verifies.
 */
export const sql = `
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor_id TEXT,
  profile TEXT,
  action TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
  target TEXT,
  details TEXT NOT NULL DEFAULT '{}',
  hash TEXT NOT NULL
);
CREATE TABLE audit_anchor (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL);
INSERT INTO audit_anchor (one, seq, hash) VALUES (1, 0, '');
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;
CREATE TRIGGER audit_never_loses BEFORE DELETE ON audit
WHEN old.seq > (SELECT seq FROM audit_anchor) BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;
`;
