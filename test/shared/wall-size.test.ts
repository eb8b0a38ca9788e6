import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capitalHeightMm, wallType } from '../../shared/domain/wall-size.ts';

const hd = { widthPx: 1920, heightPx: 1080 };

describe('wall type size', () => {
  it.each([
    [3, 17.5],
    [4, 23.3],
    [5, 29.1],
  ])('%d m needs capitals of %d mm at 20 minutes of arc', (distance, millimetres) => {
    expect(capitalHeightMm(distance)).toBeCloseTo(millimetres, 1);
  });

  // Computed independently: capital mm × diagonal px / diagonal mm, Inter capitals 0.7275 em, row 1.5 em, 88 % usable.
  it.each([
    [55, 3, 38, 16],
    [55, 4, 50, 12],
    [55, 5, 63, 10],
    [43, 3, 48, 13],
    [43, 5, 81, 7],
    [24, 3, 87, 7],
    [24, 5, 144, 4],
  ])('%d inches at %d m: font %d px, %d rows', (diagonalInches, distanceMetres, font, rows) => {
    const type = wallType({ ...hd, diagonalInches, distanceMetres });
    expect(Math.round(type.fontPx)).toBe(font);
    expect(type.rows).toBe(rows);
  });

  it('never shrinks under 16 minutes of arc', () => {
    const screen = { ...hd, diagonalInches: 43, distanceMetres: 4 };
    expect(wallType(screen, 5).capitalMm).toBe(capitalHeightMm(4, 16));
  });

  it('grows with distance, shrinks with the diagonal, and does not depend on the resolution', () => {
    const positive = fc.double({ min: 1, max: 20, noNaN: true });
    fc.assert(
      fc.property(positive, fc.integer({ min: 10, max: 100 }), (distanceMetres, diagonalInches) => {
        const screen = { ...hd, diagonalInches, distanceMetres };
        const type = wallType(screen);
        expect(wallType({ ...screen, distanceMetres: distanceMetres * 2 }).fontPx).toBeCloseTo(
          type.fontPx * 2,
          6,
        );
        expect(wallType({ ...screen, diagonalInches: diagonalInches * 2 }).fontPx).toBeCloseTo(
          type.fontPx / 2,
          6,
        );
        const fourK = wallType({ ...screen, widthPx: 3840, heightPx: 2160 });
        expect(fourK.rows).toBe(type.rows);
        expect(fourK.capitalMm).toBe(type.capitalMm);
      }),
    );
  });
});
