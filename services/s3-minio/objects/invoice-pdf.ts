import PDFDocument from 'pdfkit';
import type { Invoice } from '../../../fixtures/tables/invoices.ts';
import { invoiceText, styleOf } from './invoice-text.ts';

/**
 * The invoice as a PDF of A4 pages; the same bytes each time, because its dates are the invoice's.
 *
 * @param index its position in the table: invoices take turns in how they write dates and amounts
 */
export async function invoicePdf(invoice: Invoice, index: number): Promise<Buffer> {
  const date = new Date(invoice.invoice_date);
  const document = new PDFDocument({
    size: 'A4',
    margin: 56,
    // The pages are small, and so the bytes do not depend on the version of zlib.
    compress: false,
    info: { Title: `Invoice ${invoice.invoice_number}`, CreationDate: date, ModDate: date },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => document.once('end', resolve).once('error', reject));
  const [title = '', ...lines] = invoiceText(invoice, styleOf(index));
  document.font('Helvetica').fontSize(16).text(title).moveDown().fontSize(11);
  for (const line of lines) {
    if (line === '') document.moveDown();
    else document.text(line, { lineGap: 3 });
  }
  document.end();
  await ended;
  return Buffer.concat(chunks);
}
