/**
 * What the results are narrowed by and the first schema left in the resources: care modes (TRE_R213) and psychiatric
 * sectors of an offer, JSON arrays of codes. Rows of offers already stored are made again by the next full pull.
 */
export const sql = `
ALTER TABLE healthcare_service ADD COLUMN care_modes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE healthcare_service ADD COLUMN psychiatric_sectors TEXT NOT NULL DEFAULT '[]';
`;
