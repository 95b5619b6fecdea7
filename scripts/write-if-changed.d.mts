/** Writes a file, but leaves it alone when its content is right already. */
export function writeIfChanged(path: string, content: string): void;
