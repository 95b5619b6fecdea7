/** Names whose values are secrets wherever they stand. */

const word =
  "password|passwd|passphrase|pwd|secret|client[-_]?secret|api[-_]?key|private[-_]?key|access[-_]?key(?:[-_]?id)?";
const tokens = "(?:access|refresh|id|identity|auth|bearer|session|security|csrf|private)[-_]?token";
const signed = "x-(?:amz|goog|oss|cos)-[a-z-]+|awsaccesskeyid|googleaccessid|ossaccesskeyid|sig|signature|hmac|jwt";

/** `?`, `&` or what they become in JSON, HTML and nested URLs. */
const before = "[?&]|&amp;|\\\\u0026|%3F|%26";
const value = "(?:(?!&amp;|\\\\u0026|%26)[^&\\s\"'<>#\\\\])*";

const parameter = (names: string) => new RegExp(`(${before})(${names})(=|%3D)${value}`, "gi");
const parameters = parameter(`${word}|${tokens}|token|${signed}|auth|authorization|credentials?`);
const parametersButCursors = parameter(`${word}|${tokens}|${signed}|auth|authorization|credentials?`);

const jsonMember = new RegExp(`("(?:${word}|${tokens})"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*"`, "gi");
const userInfo = /(https?:\/\/)[^/?#@\s"'<>]+@/gi;

const header =
  /(?:^|-)(?:token|secret|password|passwd|credentials?|signature|auth|session|(?:api|access|private|subscription)-?key)(?:-id)?$|^apikey$/;

/** Whether a header's whole value is a secret, by its lower-case name: `x-auth-token`, `x-api-key`, … */
export function secretHeader(name: string): boolean {
  return header.test(name);
}

/**
 * Masks query parameters, JSON members and user information that are secret by name, in a URL or any text with URLs.
 * @param cursors leave a parameter called just `token` alone
 */
export function maskNamed(text: string, mask: string, options: { cursors?: boolean } = {}): string {
  let masked = text;
  if (masked.includes("=") || /%3d/i.test(masked)) {
    masked = masked.replaceAll(options.cursors ? parametersButCursors : parameters, `$1$2$3${mask}`);
  }
  if (masked.includes('"')) masked = masked.replaceAll(jsonMember, `$1${mask}"`);
  if (masked.includes("@")) masked = masked.replaceAll(userInfo, `$1${mask}@`);
  return masked;
}
