/** Which of the spec's orders a list is in: by byte value, by letters and digits whatever their case, or neither. */
export function orderOf(tags: readonly string[]): "byte" | "case-insensitive" | undefined {
  if (ascending(tags, (tag) => tag)) return "byte";
  // How separators sort against letters and digits is not said, so tags with any may stand anywhere.
  const plain = tags.filter((tag) => /^[A-Za-z0-9]+$/.test(tag));
  if (ascending(plain, (tag) => tag.toLowerCase())) return "case-insensitive";
  return undefined;
}

function ascending(tags: readonly string[], key: (tag: string) => string): boolean {
  return tags.every((tag, index) => index === 0 || key(tags[index - 1] ?? "") <= key(tag));
}
