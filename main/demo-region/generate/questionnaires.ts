import type { Resource } from '../json.ts';
import { malfunction } from './malfunction-form.ts';
import { refusal } from './refusal-form.ts';

/** The two PDSES forms of the region. */
export function questionnaires(now: number): Resource[] {
  return [refusal(now), malfunction(now)];
}
