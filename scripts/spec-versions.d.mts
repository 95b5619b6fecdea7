/** The text of a schema with the versions in each of its lists of them, which are known by edge at their end. */
export function withVersions(schemaText: string): string;
