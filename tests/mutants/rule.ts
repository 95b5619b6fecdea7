import type { Answer, Request } from "./message.ts";

/** What a registry answered earlier in the same run, untouched. */
export interface Past {
  /** To the first request of the same kind. */
  first?: Answer | undefined;
  /** To the last request of the same kind before this one. */
  previous?: Answer | undefined;
  /** To the first request with the same method and target. */
  stale?: Answer | undefined;
}

/** One way to change answers. `detail` says what of it is changed; the same detail changes the same in every answer. */
export interface AnswerRule {
  name: string;
  /** What can be changed in this answer, one detail each. */
  details(answer: Answer, request: Request): string[];
  change(answer: Answer, detail: string, request: Request, past: Past): Answer;
}

/** One way to change requests before the registry sees them. */
export interface RequestRule {
  name: string;
  details(request: Request): string[];
  /** The request to pass on, or an answer in the place of the registry's. */
  change(request: Request, detail: string): Request | { instead: Answer } | { twice: true };
}
