/** Where a bucket is, and how it is used. */
export interface S3Settings {
  /** Such as `https://s3.example.org`; null for Amazon's own, which follows from the region. */
  readonly endpoint: string | null;
  readonly region: string;
  readonly bucket: string;
  /** Before every key, as it is: several stores may share a bucket. */
  readonly prefix: string;
  /** Null for the client's own search: AWS_… in the environment, its configuration file, the role of the machine. */
  readonly credentials: { readonly accessKey: string; readonly secretKey: string } | null;
  /** Whether the bucket stands in the path of an address, or before the host. */
  readonly addressing: 'path' | 'host';
  /** How long the store may be out of reach before an operation fails, in milliseconds. */
  readonly patience: number;
}
