import { type Hostility, setHeader } from "../hostility.ts";

const isList = ({ url }: { url: string }) => /\/tags\/list|\/referrers\//.test(url);

const link = (to: (url: string, number: number, elsewhere: string) => string): Hostility => ({
  change: (answered, asked, { elsewhere }) => {
    if (isList(asked)) setHeader(answered, "Link", `<${to(asked.url, asked.number, elsewhere)}>; rel="next"`);
  },
});

/** Lists that have no end. */
export const lists: Record<string, Hostility> = {
  "a Link to itself": link((url) => url),
  "a Link that always goes on": link((url, number) => `${url.replace(/\?.*/, "")}?n=1&last=t${number}`),
  "a Link to another host": link((url, _, elsewhere) => `${elsewhere}${url}`),
  "a Link to file:": link(() => "file:///etc/passwd"),
  "a Link of ten thousand characters": link((url) => `${url}?${"a=;,<".repeat(2000)}`),
  "ten thousand relations": {
    change: (answered, asked) => {
      if (isList(asked)) setHeader(answered, "Link", `<>${";a=b".repeat(3500)}`);
    },
  },
  "a list of a million tags": {
    change: (answered, asked) => {
      if (!/\/tags\/list/.test(asked.url)) return;
      answered.body = Buffer.from(`{"name":"a","tags":[${Array.from({ length: 600_000 }, (_, at) => `"t${at}"`)}]}`);
    },
  },
};
