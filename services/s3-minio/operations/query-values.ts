import { S3Error } from '../errors.ts';
import { parseWholeNumber } from '../whole-number.ts';

const MOST = 2 ** 31 - 1;

/** A whole number from a query parameter or header. @throws S3Error InvalidArgument that names it */
export function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined || text === '') return fallback;
  const value = parseWholeNumber(text, 0, MOST);
  if (value === undefined) {
    throw new S3Error(
      'InvalidArgument',
      `${name} must be a whole number from 0 to ${MOST}, but is '${text}'.`,
      {
        ArgumentName: name,
        ArgumentValue: text,
      },
    );
  }
  return value;
}

/** How keys go into a listing: as they are, or percent-encoded because XML 1.0 cannot hold every character. */
export function keyEncoder(encodingType: string | undefined): (key: string) => string {
  if (encodingType === undefined) return (key) => key;
  if (encodingType.toLowerCase() !== 'url') {
    throw new S3Error('InvalidArgument', `encoding-type must be url, but is '${encodingType}'.`);
  }
  return (key) => encodeURIComponent(key).replaceAll('%2F', '/');
}
