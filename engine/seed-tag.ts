/** The tag of a seed that has no other name. */
export const seedTag = "oci-conformance-seed";
