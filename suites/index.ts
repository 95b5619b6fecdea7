/** All suites: importing this declares every test. */
export { capabilityTests } from "./capabilities.ts";
export { tests } from "./kit/index.ts";

import "./pull/manifests.ts";

export { pushedImage } from "./seed.ts";
