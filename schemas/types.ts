// Written by `npm run generate:types` from the JSON Schemas, to which a test holds it.

/**
 * defaults for running the image
 */
export type ExecutionDefaults = {
  /**
   * user, and perhaps group, to run as: name or number
   */
  User?: string | null;
  /**
   * ports as keys, each with an empty object
   */
  ExposedPorts?: {
    /**
     * an object
     */
    [k: string]: {
      [k: string]: unknown;
    };
  } | null;
  /**
   * environment, each entry NAME=VALUE
   */
  Env?: string[] | null;
  /**
   * command with its fixed arguments, one string each
   */
  Entrypoint?: string[] | null;
  /**
   * default arguments, or the command, one string each
   */
  Cmd?: string[] | null;
  /**
   * directories as keys, each with an empty object
   */
  Volumes?: {
    /**
     * an object
     */
    [k: string]: {
      [k: string]: unknown;
    };
  } | null;
  /**
   * directory to start in
   */
  WorkingDir?: string | null;
  /**
   * labels: keys with string values
   */
  Labels?: {
    /**
     * a string
     */
    [k: string]: string;
  } | null;
  /**
   * signal that asks the container to stop, such as SIGTERM
   */
  StopSignal?: string | null;
  /**
   * whether Windows takes the command as one escaped string (deprecated)
   */
  ArgsEscaped?: boolean | null;
  [k: string]: unknown;
} | null;
/**
 * A digest: the name of an algorithm, a colon, and the encoded hash; 64 lower-case hex characters for sha256 and blake3, 128 for sha512. Other algorithms only keep the grammar.
 */
export type Digest = string;
/**
 * A media type by RFC 6838: type and subtype, each a restricted name of at most 127 characters, without parameters.
 */
export type MediaType = string;
/**
 * A descriptor of a manifest or of another index, and what that runs on.
 */
export type IndexEntry = Descriptor & {
  platform?: Platform;
  [k: string]: unknown;
};

/**
 * Each document by the name of its schema.
 */
export interface Documents {
  annotations: Annotations;
  config: Config;
  descriptor: Descriptor;
  index: Index;
  layout: Layout;
  manifest: Manifest;
  "media-type": MediaType;
  error: ErrorBody;
  referrers: Index;
  "tag-list": TagList;
}
/**
 * Annotations: keys with string values. An empty value is a value; none at all is an empty object, or no member.
 */
export interface Annotations {
  /**
   * a string
   */
  [k: string]: string;
}
/**
 * An image configuration. Members that need not be there may be null.
 */
export interface Config {
  /**
   * date and time by RFC 3339, such as 2024-02-29T12:00:00Z
   */
  created?: string | null;
  /**
   * who made the image
   */
  author?: string | null;
  /**
   * CPU architecture, as GOARCH names it
   */
  architecture: string;
  /**
   * operating system, as GOOS names it
   */
  os: string;
  /**
   * version of the operating system
   */
  "os.version"?: string | null;
  /**
   * features of the operating system that are needed
   */
  "os.features"?: string[] | null;
  /**
   * variant of the CPU
   */
  variant?: string | null;
  config?: ExecutionDefaults;
  rootfs: RootFilesystem;
  /**
   * how the layers came about, the first step first
   */
  history?: HistoryEntry[] | null;
  [k: string]: unknown;
}
/**
 * the layers, by the digests of their uncompressed archives
 */
export interface RootFilesystem {
  /**
   * layers
   */
  type: "layers";
  /**
   * digests of the uncompressed layers, the base first
   */
  diff_ids: Digest[];
  [k: string]: unknown;
}
/**
 * a step
 */
export interface HistoryEntry {
  /**
   * date and time by RFC 3339, such as 2024-02-29T12:00:00Z
   */
  created?: string | null;
  /**
   * who took the step
   */
  author?: string | null;
  /**
   * command that took the step
   */
  created_by?: string | null;
  /**
   * free text
   */
  comment?: string | null;
  /**
   * whether the step made no layer
   */
  empty_layer?: boolean | null;
  [k: string]: unknown;
}
/**
 * Names content by its digest, and says how long it is and what it is.
 */
export interface Descriptor {
  mediaType: MediaType;
  digest: Digest;
  /**
   * length of the content in bytes; written without fraction or exponent, as an int64
   */
  size: number;
  /**
   * other places to get the content from
   *
   * Items: a URI by RFC 3986
   */
  urls?: string[];
  annotations?: Annotations;
  /**
   * the content itself in padded Base 64 of the standard alphabet, without line breaks
   */
  data?: string;
  artifactType?: MediaType;
  [k: string]: unknown;
}
/**
 * An image index: a list of manifests, often one image for several platforms.
 */
export interface Index {
  /**
   * the integer 2
   */
  schemaVersion: 2;
  /**
   * application/vnd.oci.image.index.v1+json
   */
  mediaType?: "application/vnd.oci.image.index.v1+json";
  artifactType?: MediaType;
  /**
   * descriptors of manifests; may be empty, never null
   */
  manifests: IndexEntry[];
  subject?: Descriptor;
  annotations?: Annotations;
  [k: string]: unknown;
}
/**
 * What a manifest runs on.
 */
export interface Platform {
  /**
   * CPU architecture, as GOARCH names it
   */
  architecture: string;
  /**
   * operating system, as GOOS names it
   */
  os: string;
  /**
   * version of the operating system
   */
  "os.version"?: string;
  /**
   * features of the operating system that are needed
   *
   * Items: a feature
   */
  "os.features"?: string[];
  /**
   * variant of the CPU
   */
  variant?: string;
  [k: string]: unknown;
}
/**
 * The file oci-layout at the root of an image layout.
 */
export interface Layout {
  /**
   * 1.0.0, the only version there is
   */
  imageLayoutVersion: "1.0.0";
  [k: string]: unknown;
}
/**
 * An image manifest: the configuration and the layers of one image, or the content of an artifact.
 */
export interface Manifest {
  /**
   * the integer 2
   */
  schemaVersion: 2;
  /**
   * application/vnd.oci.image.manifest.v1+json
   */
  mediaType?: "application/vnd.oci.image.manifest.v1+json";
  artifactType?: MediaType;
  config: Descriptor;
  /**
   * descriptors of the layers, the base first
   */
  layers: Descriptor[];
  subject?: Descriptor;
  annotations?: Annotations;
  [k: string]: unknown;
}
/**
 * What a registry says in JSON about a request that failed.
 */
export interface ErrorBody {
  /**
   * what is wrong, one entry each
   */
  errors: RegistryError[];
  [k: string]: unknown;
}
export interface RegistryError {
  /**
   * code of the error: capital letters and underscores
   */
  code: string;
  /**
   * text for people; may be empty
   */
  message?: string;
  /**
   * any JSON that helps the client
   */
  detail?: unknown;
  [k: string]: unknown;
}
/**
 * The answer to a request for the tags of a repository.
 */
export interface TagList {
  /**
   * name of the repository
   */
  name: string;
  /**
   * its tags in lexical order, or as many as were asked for
   *
   * Items: a tag
   */
  tags: string[];
  [k: string]: unknown;
}
