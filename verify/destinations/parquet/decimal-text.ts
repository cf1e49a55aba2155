/**
 * A decimal with all digits of its scale, as the databases write it: `-0.0500`.
 *
 * @param unscaled a whole number, or the bytes of one, the highest first and in two's complement
 */
export function decimalText(unscaled: number | bigint | Uint8Array, scale: number): string {
  const value = unscaled instanceof Uint8Array ? fromBytes(unscaled) : unscaled;
  const sign = value < 0 ? '-' : '';
  const digits = String(value).slice(sign.length);
  if (scale === 0) return `${sign}${digits}`;
  const padded = digits.padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}

function fromBytes(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
}
