import type { DocumentReport, ResourceReport } from './report.ts';
import type { InspectSummary } from './tally.ts';

const notKept: Readonly<Record<string, string>> = {
  not_an_object: 'PERDUE : ce n’est pas un objet JSON',
  no_resource_type: 'PERDUE : pas de resourceType',
  not_json: 'PERDUE : ce n’est pas du JSON valide',
  other_resource: 'hors annuaire (ce type n’est pas lu)',
};

const reasons: Readonly<Record<string, string>> = {
  unknown_element: 'élément inconnu',
  unknown_extension: 'extension inconnue',
  unknown_code_system: 'nomenclature inconnue',
  wrong_type: 'type inattendu',
  wrong_shape: 'forme inattendue',
  invalid_value: 'valeur invalide',
  missing_required: 'absent',
};

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Control characters would let a hostile value write on the reader's terminal. */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.values(value).every(isEmpty);
}

/** A value on one line, or null when it needs several. */
function inline(value: unknown): string | null {
  if (typeof value === 'string') return clean(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isRecord(value) && 'code' in value && 'display' in value && 'system' in value) {
    const { code, display, system } = value;
    const label = typeof display === 'string' && display !== code ? ` « ${display} »` : '';
    return clean(`${String(code)}${label}${typeof system === 'string' ? ` (${system})` : ''}`);
  }
  if (!Array.isArray(value)) return null;
  const items = value.map(inline);
  return items.every((item) => item !== null) && items.join(' ; ').length <= 100 ? items.join(' ; ') : null;
}

function fields(value: Readonly<Record<string, unknown>>, indent: string): string[] {
  return Object.entries(value).flatMap(([key, item]) => (isEmpty(item) ? [] : field(key, item, indent)));
}

function field(key: string, value: unknown, indent: string): string[] {
  const line = inline(value);
  if (line !== null) return [`${indent}${key} : ${line}`];
  if (Array.isArray(value))
    return [`${indent}${key} :`, ...value.flatMap((item) => listItem(item, `${indent}  `))];
  return isRecord(value) ? [`${indent}${key} :`, ...fields(value, `${indent}  `)] : [];
}

function listItem(value: unknown, indent: string): string[] {
  const line = inline(value);
  if (line !== null) return [`${indent}- ${line}`];
  if (!isRecord(value)) return [];
  const [first, ...others] = fields(value, `${indent}  `);
  return first === undefined ? [`${indent}- (vide)`] : [`${indent}- ${first.trimStart()}`, ...others];
}

/** One resource: what it is, the record made of it, what was not understood. */
export function resourceText(report: ResourceReport): string {
  const name = clean(`${report.resourceType ?? '(sans type)'}/${report.id ?? '(sans id)'}`);
  const state = report.kept ? 'conservée' : (notKept[report.reason ?? ''] ?? 'PERDUE');
  const lines = [`${name} — ${state}`, `  source : ${clean(report.source)} [${report.index}]`];
  if (report.record !== null) {
    const shown = Object.entries(report.record).filter(([key]) => key !== 'resourceType' && key !== 'id');
    lines.push('  fiche :', ...fields(Object.fromEntries(shown), '    '));
  }
  if (report.notUnderstood.length > 0) {
    lines.push(`  non compris (${report.notUnderstood.length}) :`);
    for (const { path, reason, sample } of report.notUnderstood)
      lines.push(clean(`    ${path} — ${reasons[reason] ?? reason}${sample === '' ? '' : ` : ${sample}`}`));
  }
  return `${lines.join('\n')}\n\n`;
}

/** A document with a problem. */
export function documentText(report: DocumentReport): string {
  return report.problem === null ? '' : `${clean(report.source)} — ${clean(report.problem)}\n\n`;
}

/** The counts at the end. */
export function summaryText(summary: InspectSummary): string {
  const types = Object.entries(summary.keptByType).map(([type, count]) => `${type} ${count}`);
  const lines = [
    'Bilan',
    `  documents lus : ${summary.documents}`,
    `  ressources : ${summary.resources}`,
    `  conservées : ${summary.kept}${types.length === 0 ? '' : ` (${types.join(', ')})`}`,
    `  hors annuaire : ${summary.outOfDirectory}`,
    `  perdues : ${summary.lost}`,
    `  parties non comprises : ${summary.notUnderstood}, dans ${summary.resourcesWithNotUnderstood} ressource(s)`,
  ];
  for (const { count, pattern, reason, sample } of summary.notUnderstoodByPattern)
    lines.push(
      clean(
        `    ${String(count).padStart(6)} × ${pattern} — ${reasons[reason] ?? reason}${sample === '' ? '' : ` (ex. ${sample})`}`,
      ),
    );
  for (const { source, max } of summary.limited)
    lines.push(clean(`  lu jusqu’à ${max} ressources seulement : ${source}`));
  for (const problem of summary.problems)
    lines.push(clean(`  problème : ${problem.source} — ${problem.problem ?? ''}`));
  return `${lines.join('\n')}\n`;
}
