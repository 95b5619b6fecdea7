import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch, type Running } from "../fleet/launch.ts";

/** Starts nginx in front of a registry, with these lines in its one server. */
export function startNginx(
  registry: string,
  server: (address: string) => string[],
  http: string[] = [],
  /** Where its one server listens besides. */
  listen?: string,
): Promise<Running> {
  return launch("nginx", (address, folder) => {
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    );
    const lines = [
      `${userLine}daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;`,
      "events { worker_connections 512; }",
      `http { access_log off; ${temporary.join(" ")} client_max_body_size 0; proxy_request_buffering off; proxy_http_version 1.1;`,
      // The registry writes its Locations for the host that it was asked as.
      "proxy_set_header Host $http_host;",
      `upstream registry { server ${new URL(registry).host}; }`,
      ...http,
      `server { listen ${address}; ${listen === undefined ? "" : `listen ${listen};`}`,
      ...server(address),
      "} }",
    ];
    const file = join(folder, "nginx.conf");
    writeFileSync(file, lines.join("\n"));
    return { arguments: ["-c", file, "-e", join(folder, "error.log")] };
  });
}

/** Its workers must be able to write what they put aside into the folder, which is its starter's alone. */
const userLine = process.getuid?.() === 0 ? "user root; " : "";

/** Starts haproxy before a registry: every connection waits that long before its first byte gets through. */
export function startDelay(registry: string, milliseconds: number): Promise<Running> {
  return launch("haproxy", (address, folder) => {
    const lines = [
      "defaults",
      "  mode tcp\n  timeout connect 5s\n  timeout client 60s\n  timeout server 60s",
      "frontend slow",
      `  bind ${address}\n  tcp-request inspect-delay ${milliseconds}ms\n  tcp-request content accept if WAIT_END\n  default_backend registry`,
      "backend registry",
      `  server one ${new URL(registry).host}`,
      "",
    ];
    const file = join(folder, "haproxy.cfg");
    writeFileSync(file, lines.join("\n"));
    return { arguments: ["-f", file] };
  });
}

/** Starts haproxy as a load balancer: what only reads goes to one registry, writes and upload sessions to the other. */
export function startSplit(writer: string, reader: string): Promise<Running> {
  return launch("haproxy", (address, folder) => {
    const lines = [
      "defaults",
      "  mode http\n  timeout connect 5s\n  timeout client 60s\n  timeout server 60s",
      "frontend registry",
      `  bind ${address}`,
      "  acl reads method GET HEAD",
      "  acl session path_sub /blobs/uploads/",
      "  use_backend reader if reads !session",
      "  default_backend writer",
      "backend writer",
      `  server one ${new URL(writer).host}`,
      "backend reader",
      `  server one ${new URL(reader).host}`,
      "",
    ];
    const file = join(folder, "haproxy.cfg");
    writeFileSync(file, lines.join("\n"));
    return { arguments: ["-f", file] };
  });
}

/** Starts a forward proxy. */
export function startForwardProxy(): Promise<Running> {
  return launch("tinyproxy", (address, folder) => {
    const { hostname, port } = new URL(`http://${address}`);
    const file = join(folder, "tinyproxy.conf");
    const lines = [
      `Port ${port}`,
      `Listen ${hostname}`,
      "Timeout 600",
      "MaxClients 100",
      `LogFile "${folder}/log"`,
      `PidFile "${folder}/pid"`,
      "",
    ];
    writeFileSync(file, lines.join("\n"));
    return { arguments: ["-d", "-c", file] };
  });
}
