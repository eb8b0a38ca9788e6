/**
 * Gathers a run of bytes that may span chunks, without copying while it lies within one. Beyond the limit it lets
 * go of what it holds and only keeps counting.
 */
export class Capture {
  private pieces: Uint8Array[] = [];
  private held = 0;
  private start = -1;
  private readonly limit: number;
  /** Why the run under way will not be given, or null. */
  refused: 'too_large' | 'too_deep' | null = null;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Starts a run at an index of the current chunk. */
  begin(at: number): void {
    this.pieces = [];
    this.held = 0;
    this.start = at;
    this.refused = null;
  }

  /** Forgets the run: it is nested deeper than the limit. */
  refuseDepth(): void {
    if (this.start < 0) return;
    this.refused ??= 'too_deep';
    this.pieces = [];
  }

  /** To be called at the end of each chunk: holds what belongs to the run. */
  carry(chunk: Uint8Array): void {
    if (this.start < 0) return;
    this.hold(chunk.subarray(this.start));
    this.start = 0;
  }

  /** Ends the run before an index of the current chunk; null when it was refused. */
  take(chunk: Uint8Array, end: number): Uint8Array | null {
    this.hold(chunk.subarray(this.start, end));
    this.start = -1;
    const { pieces } = this;
    this.pieces = [];
    if (this.refused !== null) return null;
    return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
  }

  private hold(piece: Uint8Array): void {
    this.held += piece.length;
    if (this.held > this.limit) this.refused ??= 'too_large';
    if (this.refused === null) {
      if (piece.length > 0) this.pieces.push(piece);
    } else this.pieces = [];
  }
}
