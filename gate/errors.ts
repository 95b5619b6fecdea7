/** A checkout, ref or file that is no spec that can be read; the message says what to give instead. */
export class UnreadableSpec extends Error {
  override readonly name = "UnreadableSpec";
}
