import { fault } from "../fault.ts";

export const acceptsGaps = fault("chunk-gap-accepted", {
  title: "a chunk that leaves a gap answers 202",
  breaks: ["push.chunked.out-of-order-416"],
  uploads: { acceptsChunkAt: (first, offset) => first >= offset },
});
