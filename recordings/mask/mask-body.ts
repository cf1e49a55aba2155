import { maskKeys, maskSecrets } from '../../core/mask-secrets.ts';
import { MASK } from '../../core/mask-values.ts';
import { isSecretName } from '../../core/secret-names.ts';
import { isForm, isJson, isJsonLines, isText } from '../media-types.ts';
import { maskJson } from './mask-json.ts';
import { isSecretInAnswer } from './secret-in-answer.ts';

/** An element of XML that has only text. */
const ELEMENT = /<((?:[\w-]{1,64}:)?)([\w.-]{1,96})((?:\s[^<>]{0,256})?)>([^<]{1,8192})<\//g;
/** A part of a form with files: its name, and what follows up to the next line. */
const FORM_PART = /(name="([^"\r\n]{1,96})"\r\n(?:[\w-]{1,64}:[^\r\n]{0,256}\r\n)?\r\n)([^\r\n]{1,8192})/g;

/** A body with a mask for each secret that its names or its form show. Bytes that are no text stay as they are. */
export function maskBody(body: Buffer, type: string, side: 'request' | 'response'): Buffer {
  if (body.length === 0 || !isText(body)) return body;
  const text = body.toString('utf8');
  const masked = maskText(
    text,
    type,
    side === 'request' ? isSecretName : isSecretInAnswer,
    side === 'request',
  );
  return masked === text ? body : Buffer.from(masked);
}

function maskText(
  text: string,
  type: string,
  isSecret: (name: string) => boolean,
  withNumbers: boolean,
): string {
  if (isJson(type) || isJsonLines(type) || /^\s{0,64}[[{]/.test(text))
    return maskJson(text, { isSecret, withNumbers });
  if (isForm(type)) return maskSecrets(`?${text}`).slice(1);
  return maskKeys(
    text
      .replaceAll(ELEMENT, (whole, prefix: string, name: string, attributes: string) =>
        isSecret(name) ? `<${prefix}${name}${attributes}>${MASK}</` : whole,
      )
      .replaceAll(FORM_PART, (whole, head: string, name: string) =>
        isSecret(name) ? `${head}${MASK}` : whole,
      ),
  );
}
