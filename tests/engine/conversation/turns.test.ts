import { expect, test } from "vitest";
import { Turns } from "../../../engine/turns.ts";

/** Work that ends when told, and the order in which it was let in. */
function works() {
  const turns = new Turns<"push" | "delete">();
  const begun: string[] = [];
  const start = (group: "push" | "delete", name: string) => {
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const done = turns.take(group, () => {
      begun.push(name);
      return finished;
    });
    return {
      async end() {
        finish();
        await done;
      },
    };
  };
  return { turns, begun, start };
}

test("one group works side by side, another waits until all of it are done", async () => {
  const { begun, start } = works();
  const [first, second] = [start("push", "first push"), start("push", "second push")];
  const deletion = start("delete", "deletion");
  await first.end();
  expect(begun).toEqual(["first push", "second push"]);
  await second.end();
  await deletion.end();
  expect(begun).toEqual(["first push", "second push", "deletion"]);
});

test("nobody overtakes a group that waits, and those of one group go in together", async () => {
  const { begun, start } = works();
  const first = start("push", "first push");
  const deletion = start("delete", "deletion");
  const late = start("push", "late push");
  const another = start("delete", "another deletion");
  await first.end();
  await Promise.all([deletion.end(), another.end()]);
  await late.end();
  expect(begun).toEqual(["first push", "deletion", "another deletion", "late push"]);
});

test("work that fails gives its turn on", async () => {
  const { turns } = works();
  await expect(turns.take("push", () => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
  expect(await turns.take("delete", async () => "deleted")).toBe("deleted");
});
