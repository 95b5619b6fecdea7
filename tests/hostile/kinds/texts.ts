import { type Hostility, isRoot, setHeader, setJson } from "../hostility.ts";

export const payload = `\u001b[2J\u001b]0;owned\u0007\u0000\u009b31m\u202e</script></pre><script>alert(1)</script><svg onload=alert(1)>"'\`\`\`\n# owned\n[x](javascript:alert(1)) ::error::owned ]]>\r\nnot ok 1`;

const isGet = ({ method }: { method: string }) => method === "GET";

/** All JSON bodies but the root's. */
const json = (text: string | ((body: Buffer) => string)): Hostility => ({
  change: (answered, asked) => {
    if (isRoot(asked) || asked.method === "HEAD" || (answered.body.length === 0 && answered.status < 300)) return;
    if (isGet(asked) && /\/blobs\//.test(asked.url) && answered.status < 300) return;
    if (isGet(asked) && /\/manifests\//.test(asked.url) && answered.status < 300) return;
    setJson(answered, typeof text === "string" ? text : text(answered.body));
  },
});

const deep = (open: string, close: string, levels = 15_000) => open.repeat(levels) + close.repeat(levels);

/** JSON and text that is meant to hurt whoever reads it. */
export const texts: Record<string, Hostility> = {
  "deep JSON": json(deep("[", "]")),
  "deep JSON where lists are": json(
    `{"tags":${deep("[", "]", 10_000)},"errors":${deep('[{"code":', "1}]".replace("1", ""), 1000).replace("{}", "{}")},"name":${deep("[", "]", 1000)}}`,
  ),
  "deep tags and manifests": json(
    `{"name":${deep("[", "]", 9000)},"tags":[${deep("[", "]", 9000)}],"manifests":[{"digest":${deep("[", "]", 5000)}}],"errors":[{"code":${deep("[", "]", 5000)},"message":${deep("[", "]", 1000)}}]}`,
  ),
  "duplicate keys": json((body) => `{"tags":["a"],"tags":["b"],"__proto__":{"tags":[]},${body.toString().slice(1)}`),
  "prototype keys": json(
    '{"__proto__":{"errors":1},"constructor":{"prototype":{}},"errors":{"__proto__":[]},"tags":{"length":1e9}}',
  ),
  "huge numbers": json(
    '{"tags":[1e999,-1e999,123456789012345678901234567890],"manifests":[{"size":1e999}],"errors":[{"code":1e400}]}',
  ),
  "JSON of other types": json(
    '{"tags":{"a":1},"name":[],"manifests":{"0":null},"errors":[null,1,"x",[],{"code":{}}],"warnings":null}',
  ),
  null: json("null"),
  "a million nulls": json(
    `{"tags":[${Array(12_000).fill("null").join()}],"manifests":[${Array(100).fill("null").join()}],"errors":[null]}`,
  ),
  "invalid UTF-8": {
    change: (answered, asked) => {
      if (isRoot(asked) || asked.method === "HEAD" || answered.status === 204) return;
      answered.body = Buffer.concat([
        Buffer.from('{"errors":[{"code":"'),
        Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80]),
        Buffer.from('"}]}'),
      ]);
      setHeader(answered, "Content-Type", "application/json");
    },
  },
  "script and escapes in every field": {
    change: (answered, asked) => {
      if (isRoot(asked) || asked.method === "HEAD" || answered.status === 204) return;
      const text = JSON.stringify(payload);
      setJson(
        answered,
        `{"name":${text},"tags":[${text}],"manifests":[{"digest":${text},"mediaType":${text},"artifactType":${text},"annotations":{${text}:${text}}}],"errors":[{"code":${text},"message":${text},"detail":${text}}],${text}:1}`,
      );
      for (const name of [
        "Docker-Content-Digest",
        "Content-Type",
        "Warning",
        "Link",
        "OCI-Subject",
        "OCI-Filters-Applied",
      ])
        setHeader(answered, name, payload.replaceAll(/[\r\n\0]/g, " ").replaceAll(/[^\t -~\x80-\xff]/g, ""));
    },
  },
};
