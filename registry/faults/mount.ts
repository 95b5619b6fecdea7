import { fault } from "../fault.ts";

export const mountsNothing = fault("mount-not-linked", {
  title: "a mount answers 201, but the repository does not have the blob",
  breaks: ["push.mount.visible-in-target"],
  mounts: { links: () => false },
});
