/**
 * The lines of a PDF whose streams are not compressed, as far as they are shown by `TJ` with texts in hexadecimal
 * digits: enough for what pdfkit writes with a standard font.
 */
export function pdfText(pdf: Buffer): string {
  const shown = pdf.toString('latin1').matchAll(/\[([^\]]*)\] TJ/g);
  const lines = Array.from(shown, ([, pieces = '']) =>
    Array.from(pieces.matchAll(/<([0-9a-f]*)>/g), ([, hex = '']) =>
      Buffer.from(hex, 'hex').toString('latin1'),
    ).join(''),
  );
  return `${lines.join('\n')}\n`;
}
