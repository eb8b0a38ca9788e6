/** Freshness of one figure from its own update date (F9): never from `meta.lastUpdated`. */
export type Freshness = 'fresh' | 'to_refresh' | 'old' | 'expired' | 'never';

/** State of a cell or unit: a word, a shape and a colour on screen. */
export type BedState = 'free' | 'tight' | 'full' | 'closed' | 'expired' | 'not_transmitted';
