#!/usr/bin/env node
import { main } from "./main.ts";
import { outliveStreams } from "./streams.ts";

const withStreams = outliveStreams();
process.exitCode = withStreams(await main(process.argv.slice(2)));
