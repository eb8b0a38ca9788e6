import { confidentialityCeiling, isAllowed, type Profile } from '../../shared/domain/rights.ts';

/** What the person in front of the screen may see of the directory. Filtering is done here, never in the page. */
export interface Viewer {
  /** Highest confidentiality level (TRE_R283) of contacts and numbers. */
  readonly ceiling: 1 | 2 | 3;
  /** Whether sensitive units exist for this viewer at all. */
  readonly seesSensitive: boolean;
}

/** What a profile may see; null is nobody signed in. */
export function viewerOf(profile: Profile | null): Viewer {
  return {
    ceiling: confidentialityCeiling(profile),
    seesSensitive: isAllowed({ profile, establishments: [] }, 'sensitive.read'),
  };
}

/** A professional of an emergency department: who a post stands for as long as nobody can sign in on it. */
export const ordinaryViewer: Viewer = viewerOf('urgences');

/** Who works on this post: what is written is written in this name, with the rights of this profile. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly profile: Profile;
  /** Ids of the establishments (EG) this person answers for. */
  readonly establishments: readonly string[];
}
