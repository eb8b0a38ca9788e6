/** Opening hours of an offer (F2, F3): open or closed now, until when, and the same hours in words. */
export { openingStatus, isOpenAt } from './opening-hours/status.ts';
export type { OpeningReason, OpeningState, OpeningStatus } from './opening-hours/status.ts';
export { describeClosures, describeHours, describeOpening } from './opening-hours/describe.ts';
export type { OpeningHours } from './opening-hours/rows.ts';
