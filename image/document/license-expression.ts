/**
 * Whether a text has the grammar of an SPDX license expression. Which identifiers there are is not looked at: the list
 * grows faster than this package.
 */
export function isLicenseExpression(text: string): boolean {
  let open = 0;
  let operand = false;
  for (const [token] of text.matchAll(/[()]|[^\s()]+/g)) {
    if (token === "(" ? operand : token !== ")" && isOperator(token) !== operand) return false;
    if (token === "(") open++;
    else if (token === ")") {
      if (!operand || --open < 0) return false;
    } else if (isOperator(token)) operand = false;
    else if (/^(?:DocumentRef-[A-Za-z0-9.-]+:)?[A-Za-z0-9.-]+\+?$/.test(token)) operand = true;
    else return false;
  }
  return operand && open === 0;
}

function isOperator(token: string): boolean {
  return /^(?:AND|OR|WITH)$/i.test(token);
}
