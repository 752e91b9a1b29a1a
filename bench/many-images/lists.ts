/** A list that is asked for, by paths that are taken in turn. */
export interface ListRequest {
  readonly what: string;
  readonly as: 'member' | 'administrator';
  readonly paths: readonly string[];
}

const PAGE = '/v2/images?limit=25';

/** @param ids from all over the store, of the member's images; numbers up to `images` are in names and properties */
export function listRequests(ids: readonly string[], images: number): ListRequest[] {
  const numbers = ids.map((_, index) => 2 * Math.floor(((index + 0.5) * images) / (2 * ids.length)));
  const deep = (query: string): string[] => ids.map((id) => `${PAGE}${query}&marker=${id}`);
  return [
    ...both('first page', [PAGE]),
    ...both('a page somewhere', deep('')),
    ...both('somewhere, by name', deep('&sort=name:asc')),
    ...both('somewhere, by size', deep('&sort=size:desc')),
    ...both('somewhere, by change', deep('&sort=updated_at:desc')),
    ...both(
      'one name',
      numbers.map((number) => `${PAGE}&name=image-${text(number)}`),
    ),
    ...both(
      'a rare tag',
      numbers.map((number) => `${PAGE}&tag=batch-${text(Math.floor(number / 10))}`),
    ),
    ...both('a common tag, somewhere', deep('&tag=golden')),
    ...both(
      'a rare property',
      numbers.map((number) => `${PAGE}&build=${text(number)}`),
    ),
    ...both('a common property, somewhere', deep('&os_distro=debian')),
    ...both('a tenth by status, somewhere', deep('&status=uploading')),
    ...both('public ones', [`${PAGE}&visibility=public`]),
    ...both('shared ones', [`${PAGE}&visibility=shared`]),
    { what: 'of one project, somewhere', as: 'administrator', paths: deep('&owner=@PROJECT@') },
  ];
}

function both(what: string, paths: readonly string[]): ListRequest[] {
  return [
    { what, as: 'member', paths },
    { what, as: 'administrator', paths },
  ];
}

function text(number: number): string {
  return String(number).padStart(7, '0');
}
