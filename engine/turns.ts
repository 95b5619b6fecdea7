/**
 * Lets those of one group in side by side, and those of different groups one group after the other: whoever comes
 * while another group is inside, or is waited for, waits for the next turn.
 */
export class Turns<Group extends string> {
  #inside: { group: Group; count: number } | undefined;
  #waiting: { group: Group; enter: () => void }[] = [];

  /** Does the work when it is the group's turn. Settles as the work does. */
  async take<T>(group: Group, work: () => Promise<T>): Promise<T> {
    if (this.#inside && (this.#inside.group !== group || this.#waiting.length > 0))
      await new Promise<void>((enter) => this.#waiting.push({ group, enter }));
    else this.#inside = { group, count: (this.#inside?.count ?? 0) + 1 };
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  #leave(): void {
    const inside = this.#inside as { group: Group; count: number };
    inside.count--;
    if (inside.count > 0) return;
    const group = this.#waiting[0]?.group;
    if (group === undefined) {
      this.#inside = undefined;
      return;
    }
    const next = this.#waiting.filter((each) => each.group === group);
    this.#waiting = this.#waiting.filter((each) => each.group !== group);
    this.#inside = { group, count: next.length };
    for (const { enter } of next) enter();
  }
}
