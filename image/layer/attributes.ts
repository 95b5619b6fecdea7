import { shown } from "./path.ts";
import type { LayerRule } from "./rule.ts";

const knownFlags = new Set([..."01234567\0S"]);

/** Types of files a layer may hold (image-spec, layer.md, "File Types"). */
export const fileTypes: LayerRule = ({ entry }, say) => {
  const { typeflag, type, deviceMajor, deviceMinor } = entry;
  const overlay = type === "character device" && deviceMajor === 0 && deviceMinor === 0;
  if (knownFlags.has(typeflag) && !overlay) return;
  say({
    requirement: "image.layer.file-types",
    severity: "warning",
    message: overlay
      ? "A character device 0:0 is how overlayfs marks removal, and nothing in an image"
      : "The entry has a type that no reader knows",
    expected: overlay ? `a whiteout, .wh.${shown(entry.name.split("/").at(-1) ?? "")}` : "a file type of POSIX tar",
    found: overlay ? `${shown(entry.name)}: character device 0:0` : `type ${JSON.stringify(typeflag)}`,
    advice: overlay
      ? "Turn the upper directory of overlayfs into a changeset before archiving it."
      : "Write it as a file, directory, link, device or FIFO.",
  });
};

/** Attributes are legible; their values are free (image-spec, layer.md, "File Attributes"). */
export const attributes: LayerRule = ({ entry }, say) => {
  const { unreadable, malformedPax, mode } = entry;
  // Old writers put the file type beside the permissions; beyond those bits there is nothing.
  const strangeMode = mode !== undefined && (mode < 0 || mode > 0o177777);
  if (unreadable.length === 0 && !malformedPax && !strangeMode) return;
  say({
    requirement: "image.layer.attributes",
    severity: "warning",
    message: malformedPax
      ? "A PAX header is not well formed"
      : strangeMode
        ? "The mode has bits beyond permissions and file type"
        : `The header's ${unreadable.join(", ")} cannot be read`,
    expected: malformedPax
      ? 'records of the form "length keyword=value\\n", each as long as it says'
      : strangeMode
        ? "a mode of at most 07777"
        : "octal digits, or base-256",
    found: malformedPax
      ? "a record of another length or form"
      : strangeMode
        ? `mode 0${mode.toString(8)}`
        : "something else",
    advice: "Write the archive with a library for it (POSIX pax, ustar or GNU tar).",
  });
};

export const sparse: LayerRule = ({ entry }, say) => {
  const inRecords = [...entry.pax.keys()].some((keyword) => keyword.startsWith("GNU.sparse."));
  if (entry.typeflag !== "S" && !inRecords) return;
  say({
    requirement: "image.layer.sparse",
    severity: "warning",
    message: "The file is stored as a sparse file",
    expected: "files stored whole",
    found: entry.typeflag === "S" ? "a GNU sparse entry" : "PAX records GNU.sparse.*",
    advice: "Leave out tar's --sparse: not every reader restores such files.",
  });
};

const xattr = /^(SCHILY|LIBARCHIVE)\.xattr\./;
const known =
  /^(path|linkpath|size|uid|gid|uname|gname|mtime|atime|ctime|charset|hdrcharset|comment|realtime\..*|security\..*)$/;

/** Extended attributes: the spec names no encoding, so other vendors' records are only noted. */
export const extendedAttributes: LayerRule = ({ entry }, say) => {
  if (entry.pax.size === 0) return;
  for (const keyword of entry.pax.keys()) {
    if (/^(SCHILY|LIBARCHIVE)\.xattr\.trusted\.overlay\.(opaque|whiteout)$/.test(keyword)) {
      say({
        requirement: "image.layer.opaque-form",
        severity: "warning",
        message: "An attribute of overlayfs stands where a marker of the spec belongs",
        expected: "an empty file .wh..wh..opq, or whiteouts",
        found: keyword,
        advice: "Turn the upper directory of overlayfs into a changeset before archiving it.",
      });
    }
  }
  const strange = [...entry.pax.keys()].find(
    (keyword) =>
      !xattr.test(keyword) && !known.test(keyword) && !/^(GNU\.sparse|SCHILY|LIBARCHIVE|MSWINDOWS)\./.test(keyword),
  );
  if (strange === undefined) return;
  say({
    requirement: "image.layer.xattrs",
    severity: "info",
    message: "A PAX record is none that readers of layers know",
    expected: "POSIX keywords, SCHILY.xattr.*, LIBARCHIVE.* or MSWINDOWS.*",
    found: shown(strange),
    advice: "Nothing need be done; most readers will ignore it.",
  });
};
