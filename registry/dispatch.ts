import type { Answer } from "./answer.ts";
import { isWrite } from "./auth/access.ts";
import { authorise } from "./auth/authorise.ts";
import { methodNotAllowed, nameInvalid, notFound, Refusal } from "./errors.ts";
import { handlers } from "./operations/index.ts";
import type { Registry } from "./registry.ts";
import type { RegistryRequest } from "./request.ts";

/** Answers a request: lets it in, does what it asks, and lets the faults have their way with either. */
export async function dispatch(request: RegistryRequest, registry: Registry): Promise<Answer> {
  let answer = await attempt(request, registry);
  for (const { answer: hooks } of registry.faults) {
    for (const rewrite of [hooks?.[request.operation], hooks?.every])
      if (rewrite) answer = await rewrite(answer, request, registry);
  }
  return answer;
}

async function attempt(request: RegistryRequest, registry: Registry): Promise<Answer> {
  try {
    authorise(request, registry);
    return (await intercept(request, registry)) ?? (await operate(request, registry));
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

async function intercept(request: RegistryRequest, registry: Registry): Promise<Answer | undefined> {
  for (const { before } of registry.faults) {
    for (const hook of [before?.[request.operation], before?.every]) {
      const answer = await hook?.(request, registry);
      if (answer) return answer;
    }
  }
  return undefined;
}

function operate(request: RegistryRequest, registry: Registry): Answer | Promise<Answer> {
  const { name, operation, listener } = request;
  const { policy, settings } = registry;
  if (listener === "storage" && !servedByStorage(request)) return notFound();
  if (request.named && !policy.names.accepts(name)) throw nameInvalid(name);
  if (settings.readOnly && isWrite(operation)) throw methodNotAllowed(["GET", "HEAD"], "this registry is read-only");
  return handlers[operation](request, registry);
}

/** The storage host has blobs and upload sessions, and nothing else. */
function servedByStorage({ operation }: RegistryRequest): boolean {
  return /^(blob\.(get|head)|upload\.(chunk|status|close|cancel))$/.test(operation);
}
