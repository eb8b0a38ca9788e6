import { Capture } from './capture.ts';
import { Ledger } from './ledger.ts';
import { parseObject } from './summary.ts';
import type { SplitProblem, SplitResource, SplitSummary } from './summary.ts';

export { splitError } from './summary.ts';
export type {
  SplitBundle,
  SplitIssue,
  SplitKind,
  SplitProblem,
  SplitResource,
  SplitSummary,
} from './summary.ts';

export interface SplitLimits {
  /** Largest resource given, in bytes (and largest Bundle envelope). */
  readonly maxResourceBytes: number;
  /** Deepest nesting of a resource given. */
  readonly maxDepth: number;
}

const defaults: SplitLimits = { maxResourceBytes: 16 * 1024 * 1024, maxDepth: 200 };

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/** What the next byte belongs to. */
const atTop = 0; // between documents
const atMembers = 1; // in an object, before a key
const inKey = 2;
const atColon = 3;
const atValue = 4;
const inString = 5; // a string that is the value of a member
const inScalar = 6;
const inNested = 7; // an object or array passed over by counting its depth
const inNestedString = 8;
const atEntries = 9; // in Bundle.entry, between entries
const dead = 10; // not JSON: nothing after can be trusted

type State =
  | typeof atTop
  | typeof atMembers
  | typeof inKey
  | typeof atColon
  | typeof atValue
  | typeof inString
  | typeof inScalar
  | typeof inNested
  | typeof inNestedString
  | typeof atEntries
  | typeof dead;

/** 1 for the bytes that end or change nesting: quotes and brackets. */
const structural = new Uint8Array(256);
for (const byte of [quote, openBrace, closeBrace, openBracket, closeBracket]) structural[byte] = 1;

const textLimit = 64;
const scalarShape = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

/**
 * Finds the FHIR resources of a document given in byte chunks of any size: a single resource, a Bundle, an array, an
 * NDJSON file or resources one after the other. It only follows the nesting and never parses more than an envelope,
 * so memory stays within one resource and a truncated document still gives every resource that was complete.
 *
 * Chunks must not be overwritten after being pushed: resources may be views on them.
 */
export class ResourceSplitter {
  private readonly limits: SplitLimits;
  private readonly capture: Capture;
  private readonly ledger = new Ledger();
  private state: State = atTop;
  private bytes = 0;
  private escaped = false;
  private depth = 0;
  /** Beginning of the key, string or scalar being read: only short ones matter. */
  private text = '';
  private key = '';
  private arrays = 0;
  private firstByte = 0;

  private inDocument = false;
  private documentType: string | null = null;

  private entriesSeen = false;
  private inEntries = false;
  private inEntry = false;
  private envelope: Uint8Array[] = [];
  private pending: Uint8Array | null = null;
  private mode: SplitResource['mode'] = null;
  private wanted: 'resource' | 'search' | null = null;

  private out: SplitResource[] = [];

  constructor(limits: Partial<SplitLimits> = {}) {
    this.limits = { ...defaults, ...limits };
    this.capture = new Capture(this.limits.maxResourceBytes);
  }

  /** Reads the next bytes; returns the resources they completed, in the order of the document. */
  push(chunk: Uint8Array): SplitResource[] {
    this.out = [];
    let i = 0;
    while (i < chunk.length && this.state !== dead) i = this.step(chunk, i);
    if (this.state !== dead) this.capture.carry(chunk);
    this.bytes += chunk.length;
    return this.out;
  }

  /** To be called once, after the last chunk. */
  end(): SplitSummary {
    if (this.state === inScalar && !this.inDocument) this.endScalar(0);
    const alive = this.state !== dead;
    const rest = alive && this.pending !== null ? [{ json: this.pending, mode: this.mode }] : [];
    if (this.inDocument && this.entriesSeen) this.ledger.bundleCut(this.envelope);
    return this.ledger.summary({
      bytes: this.bytes,
      firstByte: this.firstByte,
      cut: alive && (this.state !== atTop || this.arrays > 0),
      bundleOpen: this.inDocument && (this.entriesSeen || this.documentType === 'Bundle'),
      documentOpen: this.inDocument,
      rest,
    });
  }

  private fail(problem: SplitProblem, at: number): void {
    this.ledger.fail(problem, this.bytes + at);
    this.state = dead;
  }

  /** Reads on from index `i` for as long as the state allows; returns the index of the first byte not read. */
  private step(chunk: Uint8Array, i: number): number {
    const { state } = this;
    if (state === inNested) return this.skipNested(chunk, i);
    if (state === inNestedString || state === inString || state === inKey) return this.readString(chunk, i);
    if (state === inScalar) return this.readScalar(chunk, i);
    return this.readStructure(chunk, i);
  }

  /** The hot loop: nested values are passed over by counting brackets outside of strings. */
  private skipNested(chunk: Uint8Array, from: number): number {
    const end = chunk.length;
    let { depth } = this;
    let i = from;
    while (i < end) {
      let byte = chunk[i++] ?? 0;
      if (structural[byte] === 0) continue;
      if (byte === quote) {
        byte = 0;
        while (i < end && (byte = chunk[i++] ?? 0) !== quote) if (byte === backslash) i++;
        if (byte !== quote) {
          // The chunk ends within the string; past its end when it ends on a backslash.
          this.escaped = i > end;
          this.depth = depth;
          this.state = inNestedString;
          return end;
        }
      } else if (byte === openBrace || byte === openBracket) {
        if (++depth > this.limits.maxDepth) this.capture.refuseDepth();
      } else if (--depth === 0) {
        this.depth = 0;
        this.endValue(chunk, i);
        return i;
      }
    }
    this.depth = depth;
    return i;
  }

  private readString(chunk: Uint8Array, from: number): number {
    // Only keys and the type of a document are read; other strings are passed over.
    const wanted = this.state === inKey || (this.state === inString && this.key === 'resourceType');
    let { escaped } = this;
    for (let i = from; i < chunk.length; i++) {
      const byte = chunk[i] ?? 0;
      if (escaped) escaped = false;
      else if (byte === backslash) escaped = true;
      else if (byte === quote) {
        this.escaped = false;
        this.endString(chunk, i + 1);
        return i + 1;
      }
      if (wanted && this.text.length < textLimit) this.text += String.fromCharCode(byte);
    }
    this.escaped = escaped;
    return chunk.length;
  }

  private endString(chunk: Uint8Array, at: number): void {
    if (this.state === inNestedString) this.state = inNested;
    else if (this.state === inKey) {
      this.key = this.text;
      this.state = atColon;
    } else {
      if (this.inDocument && !this.inEntry && !this.inEntries && this.key === 'resourceType')
        this.documentType = this.text;
      this.endValue(chunk, at);
    }
  }

  private readScalar(chunk: Uint8Array, from: number): number {
    for (let i = from; i < chunk.length; i++) {
      const byte = chunk[i] ?? 0;
      if (isSpace(byte) || byte === comma || byte === closeBrace || byte === closeBracket) {
        this.endScalar(i);
        if (this.state !== dead) this.endValue(chunk, i);
        return i;
      }
      if (this.text.length < textLimit) this.text += String.fromCharCode(byte);
    }
    return chunk.length;
  }

  private endScalar(at: number): void {
    if (!scalarShape.test(this.text)) this.fail('not_json', at - this.text.length);
    else if (!this.inDocument) {
      this.ledger.strayValues++;
      this.state = atTop;
    }
  }

  private readStructure(chunk: Uint8Array, from: number): number {
    let i = from;
    while (i < chunk.length && isSpace(chunk[i] ?? 0)) i++;
    if (i === chunk.length) return i;
    const byte = chunk[i] ?? 0;
    const { state } = this;
    if (state === atMembers) return this.readMember(chunk, byte, i);
    if (state === atValue) return this.beginValue(chunk, byte, i);
    if (state === atEntries) return this.readEntries(byte, i);
    if (state === atTop) return this.readTop(byte, i);
    if (byte === colon) this.state = atValue;
    else this.fail('not_json', i);
    return i + 1;
  }

  private readTop(byte: number, i: number): number {
    const bom = this.bytes + i < 3 && (byte === 0xef || byte === 0xbb || byte === 0xbf);
    // 0x1e separates records in JSON text sequences.
    if (bom || byte === comma || byte === 0x1e) return i + 1;
    if (this.firstByte === 0) this.firstByte = byte;
    if (byte === openBrace) this.beginDocument(i);
    else if (byte === openBracket) this.arrays++;
    else if (byte === closeBracket && this.arrays > 0) this.arrays--;
    else if (byte === 0x3c && this.firstByte === 0x3c) this.fail('html', i);
    else return this.beginPlain(byte, i);
    return i + 1;
  }

  /** A string or scalar: passed over. */
  private beginPlain(byte: number, i: number): number {
    this.text = '';
    this.escaped = false;
    this.state = byte === quote ? inString : inScalar;
    return byte === quote ? i + 1 : i;
  }

  private beginDocument(i: number): void {
    this.capture.begin(i);
    this.inDocument = true;
    this.documentType = null;
    this.entriesSeen = false;
    this.envelope = [];
    this.state = atMembers;
  }

  private readMember(chunk: Uint8Array, byte: number, i: number): number {
    if (byte === quote) {
      this.text = '';
      this.escaped = false;
      this.state = inKey;
    } else if (byte === closeBrace) {
      if (this.inEntry) this.endEntry(i + 1);
      else this.endDocument(chunk, i + 1);
    } else if (byte !== comma) this.fail('not_json', i);
    return i + 1;
  }

  private beginValue(chunk: Uint8Array, byte: number, i: number): number {
    const ofBundle = this.inDocument && !this.inEntries && !this.inEntry && this.key === 'entry';
    if (ofBundle && (this.documentType === null || this.documentType === 'Bundle')) {
      if (byte === openBracket || byte === openBrace) return this.beginEntries(chunk, byte, i);
    }
    if (byte !== openBrace && byte !== openBracket) return this.beginPlain(byte, i);
    if (this.inEntry && byte === openBrace && (this.key === 'resource' || this.key === 'search')) {
      this.wanted = this.key;
      this.capture.begin(i);
    }
    this.depth = 1;
    this.state = inNested;
    return i + 1;
  }

  /** Leaves the envelope for the entries: they are not kept with it. A single entry may come without its array. */
  private beginEntries(chunk: Uint8Array, byte: number, i: number): number {
    const array = byte === openBracket;
    const head = this.capture.take(chunk, array ? i + 1 : i);
    if (head !== null) this.envelope.push(head);
    else this.ledger.reject(this.capture.refused); // its links may be lost with it
    this.entriesSeen = true;
    this.inEntries = array;
    if (array) this.state = atEntries;
    else {
      this.envelope.push(Buffer.from('null'));
      this.beginEntry();
    }
    return i + 1;
  }

  private readEntries(byte: number, i: number): number {
    if (byte === comma) return i + 1;
    if (byte === openBrace) this.beginEntry();
    else if (byte === closeBracket) {
      this.inEntries = false;
      this.capture.begin(i);
      this.state = atMembers;
    } else if (byte === openBracket) {
      this.depth = 1;
      this.state = inNested;
    } else return this.beginPlain(byte, i);
    return i + 1;
  }

  private beginEntry(): void {
    this.inEntry = true;
    this.pending = null;
    this.mode = null;
    this.state = atMembers;
  }

  private endEntry(at: number): void {
    if (this.pending !== null) this.give(this.pending, this.mode);
    this.pending = null;
    this.inEntry = false;
    if (this.inEntries) this.state = atEntries;
    else {
      this.capture.begin(at);
      this.state = atMembers;
    }
  }

  private endValue(chunk: Uint8Array, at: number): void {
    if (this.wanted !== null) {
      const json = this.capture.take(chunk, at);
      if (this.wanted === 'resource') this.keepPending(json);
      else if (json !== null) {
        const mode = parseObject(json)?.mode;
        this.mode = mode === 'match' || mode === 'include' ? mode : null;
      }
      this.wanted = null;
    }
    if (!this.inDocument) {
      if (this.state === inString) this.ledger.strayValues++;
      this.state = atTop;
    } else this.state = this.inEntries && !this.inEntry ? atEntries : atMembers;
  }

  private keepPending(json: Uint8Array | null): void {
    // An entry holds one resource; should it repeat, none is lost.
    if (this.pending !== null) this.give(this.pending, this.mode);
    this.pending = json;
    if (json === null) this.ledger.reject(this.capture.refused);
  }

  private endDocument(chunk: Uint8Array, at: number): void {
    const json = this.capture.take(chunk, at);
    this.inDocument = false;
    this.state = atTop;
    const type = this.documentType;
    if (json === null) this.ledger.reject(this.capture.refused);
    if (this.entriesSeen || type === 'Bundle') {
      this.ledger.bundleEnded(json === null ? null : [...this.envelope, json]);
      this.envelope = [];
    } else {
      if (json !== null) this.give(json, null);
      this.ledger.documentEnded(type, json);
    }
  }

  private give(json: Uint8Array, mode: SplitResource['mode']): void {
    this.ledger.resources++;
    this.out.push({ json, mode });
  }
}
