import { nbsp, nnbsp } from '../../format.ts';

/** A sentence of the backend with the no-break spaces of French typography. */
export function french(sentence: string): string {
  return sentence
    .replaceAll(/ (?=[;!?])/g, nnbsp)
    .replaceAll(/ (?=[:»])/g, nbsp)
    .replaceAll('« ', `«${nbsp}`);
}
