import type { DocumentReport, ResourceReport } from './report.ts';

export interface PatternCount {
  readonly reason: string;
  /** Path with its indexes blanked: `Location.extension[].valueInteger`. */
  readonly pattern: string;
  readonly count: number;
  readonly sample: string;
}

export interface InspectSummary {
  readonly documents: number;
  readonly resources: number;
  readonly kept: number;
  /** Directory resources or documents that could not be made into records. */
  readonly lost: number;
  /** FHIR resources of other types (OperationOutcome, Parameters, Task…): read, and none of the directory's business. */
  readonly outOfDirectory: number;
  readonly keptByType: Readonly<Record<string, number>>;
  readonly notUnderstood: number;
  readonly resourcesWithNotUnderstood: number;
  readonly notUnderstoodByPattern: readonly PatternCount[];
  readonly problems: readonly DocumentReport[];
  /** Searches of a server not followed to their end because of `--max`. */
  readonly limited: readonly { readonly source: string; readonly max: number }[];
}

/** Counts reports as they pass. */
export class Tally {
  private documents = 0;
  private resources = 0;
  private kept = 0;
  private lost = 0;
  private outOfDirectory = 0;
  private notUnderstood = 0;
  private touched = 0;
  private readonly byType = new Map<string, number>();
  private readonly patterns = new Map<
    string,
    { reason: string; pattern: string; count: number; sample: string }
  >();
  private readonly problems: DocumentReport[] = [];
  private readonly cut: { source: string; max: number }[] = [];

  /** Counts one resource. */
  resource(report: ResourceReport): void {
    this.resources++;
    if (report.kept) {
      this.kept++;
      const type = report.resourceType ?? '?';
      this.byType.set(type, (this.byType.get(type) ?? 0) + 1);
    } else if (report.reason === 'other_resource') this.outOfDirectory++;
    else this.lost++;
    if (report.notUnderstood.length > 0) this.touched++;
    for (const { path, reason, sample } of report.notUnderstood) {
      this.notUnderstood++;
      const pattern = path.replace(/\[\d+\]/g, '[]');
      const key = `${reason} ${pattern}`;
      const known = this.patterns.get(key);
      if (known === undefined) this.patterns.set(key, { reason, pattern, count: 1, sample });
      else known.count++;
    }
  }

  /** Counts one document; one with a problem lost something. */
  document(report: DocumentReport): void {
    this.documents++;
    if (report.problem === null) return;
    this.lost++;
    this.problems.push(report);
  }

  /** Notes that a search holds more than was asked for. */
  limited(source: string, max: number): void {
    this.cut.push({ source, max });
  }

  /** The counts so far; patterns most frequent first. */
  summary(): InspectSummary {
    return {
      documents: this.documents,
      resources: this.resources,
      kept: this.kept,
      lost: this.lost,
      outOfDirectory: this.outOfDirectory,
      keptByType: Object.fromEntries([...this.byType].sort(([a], [b]) => (a < b ? -1 : 1))),
      notUnderstood: this.notUnderstood,
      resourcesWithNotUnderstood: this.touched,
      notUnderstoodByPattern: [...this.patterns.values()].sort(
        (a, b) => b.count - a.count || (a.pattern < b.pattern ? -1 : 1),
      ),
      problems: this.problems,
      limited: this.cut,
    };
  }
}
