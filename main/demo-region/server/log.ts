import type { LoggedRequest } from '../types.ts';

const kept = 20_000;

/** The last requests received, with their answers. */
export class RequestLog {
  #requests: { method: string; url: string; when: number; status: number }[] = [];

  /** Notes a request; the returned function notes its status. */
  add(method: string, url: string, when: number): (status: number) => void {
    const noted = { method, url, when, status: 0 };
    this.#requests.push(noted);
    if (this.#requests.length > kept) this.#requests = this.#requests.slice(-kept / 2);
    return (status) => {
      noted.status = status;
    };
  }

  list(): readonly LoggedRequest[] {
    return this.#requests.map((request) => ({ ...request }));
  }

  clear(): void {
    this.#requests = [];
  }
}
