/** One line of the service catalog. */
export interface CatalogService {
  /** As in the service types authority: `image`, `identity`, `block-storage`, … */
  readonly type: string;
  readonly name: string;
  /** Under the service's address; `{project_id}` stands for the project that a token is for. */
  readonly path: string;
}
