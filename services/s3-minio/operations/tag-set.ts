import { S3Error } from '../errors.ts';
import { childrenOf, parseXml, textOf } from '../parse-xml.ts';
import { element, parent, xmlDocument } from '../xml.ts';

type Tags = Readonly<Record<string, string>>;

const MOST_TAGS = 10;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;

/** Reads `x-amz-tagging: name=value&…`. @throws S3Error InvalidTag */
export function parseTagHeader(header: string | undefined): Tags {
  return checkedTags([...new URLSearchParams(header ?? '')]);
}

/** Reads a `<Tagging>` document. @throws S3Error MalformedXML, InvalidTag */
export function parseTagDocument(text: string): Tags {
  const tagSet = childrenOf(parseXml(text, 'Tagging'), 'TagSet')[0];
  if (tagSet === undefined) throw new S3Error('MalformedXML');
  return checkedTags(
    childrenOf(tagSet, 'Tag').map((tag) => [textOf(tag, 'Key') ?? '', textOf(tag, 'Value') ?? '']),
  );
}

export function presentTagDocument(tags: Tags): string {
  const children = Object.entries(tags).map(([key, value]) =>
    parent('Tag', element('Key', key), element('Value', value)),
  );
  return xmlDocument('Tagging', parent('TagSet', ...children));
}

function checkedTags(pairs: readonly (readonly [string, string])[]): Tags {
  if (pairs.length > MOST_TAGS) {
    throw new S3Error(
      'InvalidTag',
      `Object tags cannot be greater than ${MOST_TAGS}, but there are ${pairs.length}.`,
    );
  }
  for (const [key, value] of pairs) {
    if (key === '' || key.length > LONGEST_KEY) {
      throw new S3Error('InvalidTag', `The TagKey you have provided is invalid: '${key}'.`);
    }
    if (value.length > LONGEST_VALUE) {
      throw new S3Error('InvalidTag', `The TagValue you have provided is invalid: '${value}'.`);
    }
  }
  const tags = Object.fromEntries(pairs);
  if (Object.keys(tags).length < pairs.length) {
    throw new S3Error('InvalidTag', 'Cannot provide multiple Tags with the same key.');
  }
  return tags;
}
