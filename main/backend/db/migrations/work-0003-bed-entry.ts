/** What a queued bed entry is about, written in the transaction of its job; its figures are in the sealed payload. */
export const sql = `
CREATE TABLE bed_entry (
  job_id TEXT PRIMARY KEY REFERENCES job (id) ON DELETE CASCADE,
  region_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  author_id TEXT NOT NULL,
  -- JSON of the figures on which the region and the entry disagree, until a person chooses
  conflict TEXT
) WITHOUT ROWID;
CREATE INDEX bed_entry_location ON bed_entry (region_id, author_id, location_id);
`;
