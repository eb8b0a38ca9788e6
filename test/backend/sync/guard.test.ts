import { describe, expect, it } from 'vitest';
import { doubtSentence, judge } from '../../../main/backend/sync/ingest/guard.ts';

const tallies = (missing: number, held = 1000) => [
  { type: 'Organization', held: 500, missing: 0 },
  { type: 'HealthcareService', held, missing },
];
const suspicion = (missing: number) => ({ at: 0, generation: 1, missing: { HealthcareService: missing } });

describe('wipe-out guard', () => {
  it('accepts what usually disappears', () => {
    expect(judge(tallies(200), null, false).kind).toBe('accept');
    expect(judge(tallies(0), null, false).kind).toBe('accept');
  });

  it('doubts more than a fifth missing', () => {
    expect(judge(tallies(201), null, false)).toMatchObject({
      kind: 'doubt',
      missing: { HealthcareService: 201 },
    });
  });

  it('lets small types vary', () => {
    expect(judge([{ type: 'Practitioner', held: 12, missing: 9 }], null, false).kind).toBe('accept');
  });

  it('accepts when a second pull tells the same story, not another one', () => {
    expect(judge(tallies(405), suspicion(400), false).kind).toBe('accept');
    expect(judge(tallies(700), suspicion(400), false).kind).toBe('doubt');
  });

  it('accepts when a person warned by an earlier doubt asks, not without that warning', () => {
    expect(judge(tallies(700), suspicion(400), true).kind).toBe('accept');
    expect(judge(tallies(700), null, true).kind).toBe('doubt');
  });

  it('never accepts a region without offers', () => {
    expect(judge(tallies(1000), suspicion(1000), true).kind).toBe('doubt');
    expect(judge([{ type: 'HealthcareService', held: 3, missing: 3 }], suspicion(3), true).kind).toBe(
      'doubt',
    );
  });

  it('says the counts in words', () => {
    const verdict = judge(tallies(400), null, false);
    expect(verdict.kind === 'doubt' && doubtSentence(verdict.tallies)).toMatch(
      /^La région n’a transmis que 600 offres au lieu de 1\s000\. Par prudence, rien n’a été supprimé/u,
    );
  });
});
