import { departmentCodes } from '../../../../shared/domain/departments.ts';

const known: ReadonlySet<string> = new Set(departmentCodes);

/**
 * Département of a place: from the COG code of its commune (`2A004`, `97105`), else from its postcode, where Corsica
 * is split by the third digit (200 and 201 south, 202 and 206 north). Null when neither gives a code we know.
 */
export function departmentOf(communeCode: string | null, postalCode: string | null): string | null {
  return fromDigits(communeCode) ?? fromDigits(corsican(postalCode));
}

function fromDigits(code: string | null): string | null {
  if (code === null) return null;
  const trimmed = code.trim().toUpperCase();
  if (trimmed.length !== 5) return null;
  const department = trimmed.slice(0, trimmed.startsWith('97') ? 3 : 2);
  return known.has(department) ? department : null;
}

function corsican(postalCode: string | null): string | null {
  const trimmed = postalCode?.trim() ?? '';
  if (!trimmed.startsWith('20')) return postalCode;
  return (/^20[01]/.test(trimmed) ? '2A' : '2B') + trimmed.slice(2);
}
