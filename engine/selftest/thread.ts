import { parentPort, workerData } from "node:worker_threads";
import { faultsNamed } from "../faults.ts";
import { examine } from "./examine.ts";
import type { ThreadTask } from "./threads.ts";

const { specs, faults, ...options } = workerData as ThreadTask;

parentPort?.postMessage(await examine(specs, faultsNamed(faults), options));
