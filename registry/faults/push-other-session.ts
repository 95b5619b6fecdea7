import { fault } from "../fault.ts";
import { conformantUploads } from "../policy/uploads.ts";
import type { Registry } from "../registry.ts";
import { when, withStatus } from "../rewrite.ts";
import { UploadSession } from "../store/session.ts";
import { sessionOf } from "./upload.ts";

export const endedIs400 = fault("upload-unknown-patch-400", {
  title: "a PATCH to an upload that is not there answers 400",
  breaks: ["push.chunked.unknown-session-404"],
  answer: { "upload.chunk": when(404, withStatus(400)) },
});

/** Ids of all sessions that were ever opened. */
function givenOut({ memory }: Registry): Set<string> {
  const ids = (memory.get("upload ids") as Set<string> | undefined) ?? new Set<string>();
  memory.set("upload ids", ids);
  return ids;
}

export const opensByPatch = fault("upload-unknown-patch-202", {
  title: "a PATCH to an upload that was never opened opens it",
  breaks: ["push.chunked.unknown-session-404"],
  uploads: {
    newId: (name, registry) => {
      const id = conformantUploads.newId(name, registry);
      givenOut(registry).add(id);
      return id;
    },
    find: (request, registry) => {
      const { reference: id, name, operation } = request;
      if (operation === "upload.chunk" && !givenOut(registry).has(id))
        registry.sessions.set(id, new UploadSession(id, name, "sha256", registry.tick(), registry.store.spool()));
      return conformantUploads.find(request, registry);
    },
  },
});

export const anyRepository = fault("upload-session-cross-repo", {
  title: "an upload can be continued in any repository",
  breaks: ["push.chunked.repo-bound-session"],
  uploads: { find: sessionOf },
});
