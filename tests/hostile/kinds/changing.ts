import { type Hostility, isRoot, setHeader } from "../hostility.ts";

/** Wrong content, and answers that are never twice the same. */
export const changing: Record<string, Hostility> = {
  "wrong digests": { change: (answered) => setHeader(answered, "Docker-Content-Digest", `sha256:${"0".repeat(64)}`) },
  "wrong bytes": {
    change: (answered, { method, url }) => {
      if (method === "GET" && /\/(blobs|manifests)\//.test(url) && answered.body.length > 0)
        answered.body = Buffer.concat([answered.body.subarray(1), answered.body.subarray(0, 1)]);
    },
  },
  "another status every time": {
    change: (answered, asked) => {
      if (!isRoot(asked)) answered.status = [200, 201, 404, 500, 202, 301][asked.number % 6] ?? 200;
    },
  },
  "every second answer is of another time": {
    change: (answered, asked) => {
      if (isRoot(asked) || asked.number % 2 === 0) return;
      answered.status = 200;
      answered.body = Buffer.from(`{"number":${asked.number}}`);
      answered.headers = [["Content-Type", "application/json"]];
    },
  },
};
