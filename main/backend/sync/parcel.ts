/** Bytes given to the worker at once: about 300 resources, so about 30 ms of work and one short transaction. */
const parcelBytes = 1024 * 1024;
const parcelResources = 500;

/** Resources one after the other, with the length of each; its memory can be given away to another thread. */
export interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly lengths: Uint32Array<ArrayBuffer>;
}

/**
 * Gathers resources into memory of their own: what the network stack gives may be views on what it shares. Memory
 * comes back from the worker and is used again; making it anew for every parcel sets the garbage collector going.
 */
export class Parcel {
  readonly #spare: Uint8Array<ArrayBuffer>[] = [];
  #bytes = new Uint8Array(parcelBytes);
  #filled = 0;
  #lengths: number[] = [];

  /** Whether this resource must wait for the next parcel. */
  isFullFor(resource: Uint8Array): boolean {
    if (this.#lengths.length === 0) return false;
    return this.#lengths.length >= parcelResources || this.#filled + resource.length > this.#bytes.length;
  }

  add(resource: Uint8Array): void {
    if (this.#filled + resource.length > this.#bytes.length) this.#bytes = new Uint8Array(resource.length);
    this.#bytes.set(resource, this.#filled);
    this.#filled += resource.length;
    this.#lengths.push(resource.length);
  }

  /** What was gathered, to be given away; starts afresh. */
  take(): Packed {
    const packed = { bytes: this.#bytes, lengths: Uint32Array.from(this.#lengths) };
    this.#bytes = this.#spare.pop() ?? new Uint8Array(parcelBytes);
    this.#filled = 0;
    this.#lengths = [];
    return packed;
  }

  /** Memory that came back. */
  reuse(memory: ArrayBuffer): void {
    if (memory.byteLength === parcelBytes) this.#spare.push(new Uint8Array(memory));
  }
}

/** The resources of a parcel, as views on it. */
export function unpack({ bytes, lengths }: Packed): Buffer[] {
  const resources: Buffer[] = [];
  let from = 0;
  for (const length of lengths) {
    resources.push(Buffer.from(bytes.buffer, bytes.byteOffset + from, length));
    from += length;
  }
  return resources;
}
