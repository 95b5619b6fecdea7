/** All suites: importing this declares every test. */
export { capabilityTests } from "./capabilities.ts";
export { tests } from "./kit/index.ts";

import "./pull/absence.ts";
import "./pull/blobs.ts";
import "./pull/existence.ts";
import "./pull/manifests.ts";
import "./pull/ranges.ts";
import "./push/manifest.ts";
import "./push/manifest-bytes.ts";
import "./push/manifest-references.ts";
import "./push/manifest-size.ts";
import "./push/manifest-types.ts";
import "./push/tag-parameters.ts";

export { pushedImage } from "./seed.ts";
