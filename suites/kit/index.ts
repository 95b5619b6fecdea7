/** Everything a suite needs: scenarios, requirements, assertions, and the calls the spec defines. */
export { Content } from "../../client/content.ts";
export { expect, given, integrity } from "./expect.ts";
export * from "./image.ts";
export { expectSoundIndex } from "./image-document.ts";
export { mediaTypes } from "./media-types.ts";
export { digestLike, isObject, isThere, Observation } from "./observation.ts";
export type { Reply } from "./reply.ts";
export { Repository } from "./repository.ts";
export { type Check, type CheckContext, describe, requirement, type Steps, type Test, tests } from "./requirement.ts";
export { longScenario, type Scenario, type ScenarioContext, scenario, scenarioOverAll } from "./scenario.ts";
export { Upload } from "./upload.ts";
