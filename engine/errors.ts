/** The user asked for something that cannot be: one clear line, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The target could not be tested at all: one clear line, exit code 3. */
export class UntestableTarget extends Error {
  override readonly name = "UntestableTarget";
}
