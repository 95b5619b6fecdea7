// Loads the bench, which is TypeScript, with what vitest loads tests with.
import { fileURLToPath } from "node:url";
import { createViteServer } from "vitest/node";

const server = await createViteServer({
  configFile: false,
  root: fileURLToPath(new URL("../", import.meta.url)),
  server: { middlewareMode: true, watch: null, ws: false, hmr: false },
  appType: "custom",
  logLevel: "warn",
  optimizeDeps: { noDiscovery: true, include: [] },
});
try {
  const { main } = await server.ssrLoadModule("/bench/main.ts");
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  server.ssrFixStacktrace(error);
  console.error(`bench: ${process.env.DEBUG ? error.stack : error.message}`);
  process.exitCode = 3;
} finally {
  await server.close();
}
