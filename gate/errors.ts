/** A checkout, ref or file that is no spec that can be read; the message says what to give instead. */
export class UnreadableSpec extends Error {
  override readonly name = "UnreadableSpec";
}

/** A version that cannot be written into the catalogue; the message says why, and what can. */
export class CannotRelease extends Error {
  override readonly name = "CannotRelease";
}
