/**
 * What left the region, so that a sheet that vanished can say what it was and offer its parent (F3). Filled by the
 * deletions of the ingest; a row of a resource that came back is simply not asked for. Replacing a row does not fire
 * these triggers (`recursive_triggers` is off), only its deletion does.
 */
const trigger = (table: string, type: string, name: string, parent: string, sensitive: string): string => `
CREATE TRIGGER removed_${table} AFTER DELETE ON ${table} BEGIN
  INSERT OR REPLACE INTO removed_resource (type, id, name, parent, sensitive, removed_at)
  VALUES ('${type}', old.id, ${name}, ${parent}, ${sensitive}, unixepoch() * 1000);
END;`;

export const sql = `
CREATE TABLE removed_resource (
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT,
  -- id of the organization above; of the unit for a professional
  parent TEXT,
  sensitive INTEGER NOT NULL,
  -- epoch ms
  removed_at INTEGER NOT NULL,
  PRIMARY KEY (type, id)
) WITHOUT ROWID;
${trigger('organization', 'Organization', 'old.name', 'old.part_of', '0')}
${trigger('healthcare_service', 'HealthcareService', 'old.name', 'old.provided_by', 'old.sensitive')}
${trigger('practitioner_role', 'PractitionerRole', 'old.last_name', 'old.healthcare_service_id', '0')}
`;
