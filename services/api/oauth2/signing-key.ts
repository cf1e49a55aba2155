import { createECDH, createPrivateKey, hkdfSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { ApiCredentials } from '../credentials.ts';

/** The order of the curve P-256 (SEC 2, section 2.4.2). */
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

/**
 * The private key (P-256) under which access tokens are signed. It follows from the client's secret, so every
 * replica that has the credentials can verify a token that another one made. A client that knows the secret can sign
 * too, but can fetch as many tokens as they like anyway.
 */
export function signingKeyOf({ oauth2 }: ApiCredentials): KeyObject {
  return createPrivateKey({ key: signingJwkOf(oauth2.clientSecret), format: 'jwk' });
}

function signingJwkOf(secret: string): JsonWebKey {
  // 16 bytes more than the order has, so that the remainder favours no number (FIPS 186-5, appendix A.2.1).
  const bits = hkdfSync('sha256', secret, '', 'connector-playground access tokens', 48);
  const scalar = (BigInt(`0x${Buffer.from(bits).toString('hex')}`) % (ORDER - 1n)) + 1n;
  const d = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex');
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(d);
  const point = curve.getPublicKey();
  return {
    kty: 'EC',
    crv: 'P-256',
    d: d.toString('base64url'),
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
}
