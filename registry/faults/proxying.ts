import { fault } from "../fault.ts";
import type { RegistryRequest } from "../request.ts";
import { setHeader, when, where, withHeader, withStatus } from "../rewrite.ts";

const hasNs = ({ query }: RegistryRequest) => query.get("ns") !== undefined;

export const nsRefused = fault("ns-param-400", {
  title: "a blob asked for with ns answers 400",
  breaks: ["proxy.ns-optional"],
  answer: { "blob.get": where(hasNs, withStatus(400)) },
});

export const unknownNs500 = fault("ns-unknown-500", {
  title: "a manifest asked for with an unknown ns answers 500",
  breaks: ["proxy.ns-ignore"],
  answer: { "manifest.get": where(hasNs, withStatus(500)) },
});

export const namespaceWrong = fault("oci-namespace-wrong", {
  title: "OCI-Namespace names the registry itself, whatever ns is",
  breaks: ["proxy.oci-namespace"],
  answer: { "manifest.get": where(hasNs, withHeader("OCI-Namespace", "registry.example")) },
});

export const namespaceEchoed = fault("oci-namespace-echo", {
  title: "OCI-Namespace says any ns over the registry's own content",
  breaks: ["proxy.oci-namespace-not-without-use"],
  answer: {
    "manifest.get": when(
      200,
      where(hasNs, (reply, request) => setHeader(reply, "OCI-Namespace", `${request.query.get("ns")}`)),
    ),
  },
});
