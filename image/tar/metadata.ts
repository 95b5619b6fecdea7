import type { TarEntry } from "./entry.ts";
import { type TarHeader, typeOf } from "./header.ts";
import { paxRecords } from "./pax.ts";

/** Types of what stands before an entry and says more of it: PAX headers, and GNU's long names and link names. */
export const metadataFlags = "xgLK";

/** What of a global PAX header has a meaning for the entries after it; the rest may be without end. */
const lasting = new Set(["path", "linkpath", "size"]);

const noRecords: ReadonlyMap<string, string> = new Map();

/** What has been said of the next entry, or of all that follow, and the entry that comes of it. */
export class Metadata {
  #records = noRecords;
  #global = noRecords;
  #longName: string | undefined;
  #longLink: string | undefined;
  #malformed = false;

  take(typeflag: string, data: Buffer): void {
    if (typeflag === "L") this.#longName = withoutEnd(data);
    else if (typeflag === "K") this.#longLink = withoutEnd(data);
    else {
      const records = paxRecords(data);
      if (!records) this.#malformed = true;
      else if (typeflag === "g") this.#global = new Map([...this.#global, ...lastingIn(records)]);
      else this.#records = records;
    }
  }

  /** The entry of a header, by what was said before it; that is then spent. */
  entryOf(header: TarHeader, size: number, offset: number): TarEntry {
    const { typeflag, mode, deviceMajor, deviceMinor, unreadable } = header;
    const pax = this.#records;
    const said = (keyword: string) => pax.get(keyword) ?? this.#global.get(keyword);
    // A sparse file in PAX form goes by a made-up path, and has its own beside it.
    const name = pax.get("GNU.sparse.name") ?? said("path") ?? this.#longName ?? header.name;
    const linkName = said("linkpath") ?? this.#longLink ?? header.linkName;
    const type = typeOf(header, name);
    const declared = Number(said("size") ?? size);
    const real = Number.isSafeInteger(declared) && declared >= 0 ? declared : size;
    const hasSize = type === "file" || type === "unknown" || type === "hardlink";
    const malformedPax = this.#malformed;
    this.#records = noRecords;
    this.#longName = undefined;
    this.#longLink = undefined;
    this.#malformed = false;
    return {
      name,
      linkName,
      type,
      typeflag,
      mode,
      size: hasSize ? real : 0,
      deviceMajor,
      deviceMinor,
      offset,
      pax,
      unreadable,
      malformedPax,
    };
  }
}

function lastingIn(records: ReadonlyMap<string, string>): [string, string][] {
  return [...records].filter(([keyword]) => lasting.has(keyword));
}

function withoutEnd(data: Buffer): string {
  const end = data.indexOf(0);
  return data.toString("latin1", 0, end === -1 ? data.length : end);
}
