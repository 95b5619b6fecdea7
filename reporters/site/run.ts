/** What came of one requirement. */
export interface Outcome {
  requirement: string;
  title: string;
  /** As the report writes it, such as `MUST_NOT`. */
  level: string;
  category: string;
  verdict: string;
  /** One line for people; absent where there is nothing to say. */
  said?: string;
  /** Link to the heading of the spec, where it is one. */
  section?: string;
}

export interface Offer {
  /** Null where it could not be found out. */
  supported: boolean | null;
  reason: string;
}

/**
 * What one report document says under one version of the spec. Names, verdicts, versions and statuses are any text: the
 * report may be of a suite that is newer than this one, or of another.
 */
export interface Run {
  product: string;
  /** Version of the product; empty where nobody named it. */
  release: string;
  /** `oci-conformance`, or the suite whose results were imported. */
  suite: string;
  /** The suite with its version, or with the file that was imported. */
  judgedBy: string;
  spec: string;
  /** ISO 8601; absent where nobody named the day. */
  testedAt?: string;
  /** `conformant`, `non-conformant` or `inconclusive`. */
  status: string;
  categories: { id: string; status: string; counts: Map<string, number> }[];
  counts: Map<string, number>;
  offers: Map<string, Offer>;
  /** By requirement. */
  outcomes: Map<string, Outcome>;
}
