/** Longest stretch of work (ms) before the boards and other questions get their turn. */
const longest = 8;

/** Gives way to other work of the backend once the current stretch has lasted long enough. */
export class Slices {
  #since = performance.now();

  /** Whether it is time to call `giveWay`: checked often, so it must cost next to nothing. */
  get due(): boolean {
    return performance.now() - this.#since > longest;
  }

  async giveWay(): Promise<void> {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    this.#since = performance.now();
  }
}
