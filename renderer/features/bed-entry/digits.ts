/** What the top row of a French keyboard gives without Shift, in the order of its digits. */
const unshifted = '&é"\'(-è_çà';

/**
 * The digits of what was typed. The top row of a French keyboard counts as digits without Shift: nothing else is typed
 * in these cells, and not everyone has a keypad.
 */
export function digitsOf(text: string): string {
  return text
    .replaceAll(/[&é"'(\-è_çà]/g, (character) => String((unshifted.indexOf(character) + 1) % 10))
    .replaceAll(/\D/g, '');
}
