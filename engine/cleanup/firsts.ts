/** The first of each repository: what it tells of the repository, the others need not find out. */
export function firstOfEach<T extends { repository: string }>(things: readonly T[]): T[] {
  const firsts = new Map<string, T>();
  for (const thing of things) if (!firsts.has(thing.repository)) firsts.set(thing.repository, thing);
  return [...firsts.values()];
}
