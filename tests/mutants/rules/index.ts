import type { AnswerRule, RequestRule } from "../rule.ts";
import { bodyChanged, replayed } from "./body.ts";
import { headerAdded, headerChanged, headerDropped } from "./headers.ts";
import { jsonChanged } from "./json.ts";
import {
  parameterIgnored,
  parameterMisread,
  repositoriesJoined,
  requestBodyChanged,
  requestHeaderIgnored,
  requestRepeated,
  requestSwallowed,
} from "./requests.ts";
import { statusChanged } from "./status.ts";

export const answerRules: readonly AnswerRule[] = [
  headerDropped,
  headerChanged,
  headerAdded,
  statusChanged,
  bodyChanged,
  jsonChanged,
  replayed,
];

export const requestRules: readonly RequestRule[] = [
  requestHeaderIgnored,
  parameterIgnored,
  parameterMisread,
  requestBodyChanged,
  requestRepeated,
  requestSwallowed,
  repositoriesJoined,
];
