/** How much a client wants a media type. */
export interface MediaTypeQuality {
  /** From 0, not at all, to 1. */
  readonly quality: number;
  /** Whether it was asked for by its name, not by a wildcard. */
  readonly named: boolean;
}

/** The weight that an `Accept` header gives to `type`; the most specific range counts (RFC 9110, 12.5.1). */
export function mediaTypeQuality(accept: string, type: string): MediaTypeQuality {
  const family = `${type.slice(0, type.indexOf('/'))}/*`;
  let best = { rank: 0, quality: 0 };
  for (const part of accept.split(',')) {
    const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const rank = range === type ? 3 : range === family ? 2 : range === '*/*' ? 1 : 0;
    if (rank > best.rank) best = { rank, quality: weight(parameters) };
  }
  return { quality: best.quality, named: best.rank === 3 };
}

function weight(parameters: readonly string[]): number {
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  if (given === undefined) return 1;
  const quality = Number(given.slice(2));
  return quality >= 0 && quality <= 1 ? quality : 0;
}
