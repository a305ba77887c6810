import type { ListQueryDto } from '@kubemonitor/metrics-model/dto';
import { badRequest } from './window';

/** Items of a page when the query does not say. */
const DEFAULT_LIMIT = 500;

/** A page of a list in a fixed order: items after `offset`, or after the item with key `after`. */
export interface PageRequest {
  readonly limit: number;
  readonly offset: number;
  readonly after: string | undefined;
}

interface Token {
  /** Order the token belongs to. */
  s: string;
  /** Offset, in orders that change with the values. */
  o?: number;
  /** Key of the last item, in the order by name: items that come or go shift nothing. */
  k?: string;
}

/** @throws ProblemError when `continue` is not a token of a list with this order */
export function parsePage({
  limit = DEFAULT_LIMIT,
  sort = '',
  continue: text,
}: ListQueryDto): PageRequest {
  const most = limit === 0 ? Number.POSITIVE_INFINITY : limit;
  if (text === undefined) return { limit: most, offset: 0, after: undefined };
  const token = parseToken(text);
  if (token === undefined || token.s !== sort) {
    throw badRequest('continue', text.slice(0, 80), 'is not a token of a list with this order');
  }
  return { limit: most, offset: token.o ?? 0, after: token.k };
}

export function makeToken(
  sort: string | undefined,
  place: { offset: number } | { key: string },
): string {
  const token: Token = {
    s: sort ?? '',
    ...('offset' in place ? { o: place.offset } : { k: place.key }),
  };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function parseToken(text: string): Token | undefined {
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Partial<Token>;
    const isOffset = Number.isInteger(token.o) && (token.o ?? -1) >= 0;
    const isValid = typeof token.s === 'string' && (isOffset || typeof token.k === 'string');
    return isValid ? (token as Token) : undefined;
  } catch {
    return undefined;
  }
}
