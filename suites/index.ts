/** All suites: importing this declares every test. */
export { capabilityTests } from "./capabilities.ts";
export { tests } from "./kit/index.ts";

import "./pull/absence.ts";
import "./pull/blobs.ts";
import "./pull/existence.ts";
import "./pull/manifests.ts";
import "./pull/ranges.ts";
import "./push/cancel.ts";
import "./push/chunk-minimum.ts";
import "./push/chunk-order.ts";
import "./push/chunked.ts";
import "./push/closing.ts";
import "./push/content-range.ts";
import "./push/digest-algorithm.ts";
import "./push/other-session.ts";
import "./push/status.ts";
import "./push/stream.ts";
import "./push/manifest.ts";
import "./push/manifest-bytes.ts";
import "./push/manifest-references.ts";
import "./push/manifest-size.ts";
import "./push/manifest-types.ts";
import "./push/tag-parameters.ts";

export { pushedImage } from "./seed.ts";
