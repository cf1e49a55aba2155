import { amountInWords } from './amount-in-words.ts';
import type { Invoice, InvoiceStyle } from './invoice.ts';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
];

/**
 * The lines of an invoice, in the words that programs which read invoices look for. Order matters to them:
 * "Code" stands before "VAT code", and no line that follows the telephone number begins with a digit.
 */
export function invoiceText(invoice: Invoice): readonly string[] {
  const { style, customer } = invoice;
  const money = (cents: number): string => formatAmount(cents, style);
  return [
    `INVOICE Serial No. ${invoice.number}`,
    `Invoice date: ${formatDate(invoice.date, style)}`,
    `${dueLabel(style)}: ${formatDate(invoice.due, style)}`,
    '',
    `Customer: ${customer.name}, ${customer.company}`,
    `Address: ${customer.address.replace('\n', ', ')}`,
    `Email: ${customer.email}`,
    `Phone: ${invoice.phone}`,
    `Code: ${invoice.customerCode}`,
    `VAT code: ${invoice.vatCode}`,
    '',
    'Item, quantity, price, sum',
    ...invoice.lines.map(
      ({ product, quantity, cents }) =>
        `${product.name}, ${quantity} at ${money(product.priceCents)} = ${money(cents)}`,
    ),
    '',
    `Total discount: ${money(invoice.discountCents)}`,
    `Taxable amount: ${money(invoice.taxableCents)}`,
    `Tax rate: ${invoice.taxPercent}%`,
    `Total taxes: ${money(invoice.taxCents)}`,
    `Shipping: ${money(invoice.shippingCents)}`,
    `Total amount: ${money(invoice.totalCents)} €`,
    `Total due: ${money(invoice.totalCents)}`,
    `Amount in words: ${amountInWords(invoice.totalCents)}`,
  ];
}

function dueLabel(style: InvoiceStyle): string {
  return style === 'us-date' || style === 'month-name' ? 'Due date' : 'Please pay until';
}

function formatDate(time: number, style: InvoiceStyle): string {
  const [year, month, day] = new Date(time).toISOString().slice(0, 10).split('-') as [string, string, string];
  switch (style) {
    case 'us-date':
      return `${month}/${day}/${year}`;
    case 'month-name':
      return `${MONTHS[Number(month) - 1]} ${Number(day)}, ${year}`;
    case 'iso-date':
    case 'decimal-comma':
      return `${year}-${month}-${day}`;
  }
}

/** `1467.50`, or `1.467,50` where the comma is the decimal sign. */
function formatAmount(cents: number, style: InvoiceStyle): string {
  const plain = (cents / 100).toFixed(2);
  if (style !== 'decimal-comma') return plain;
  const [euros, rest] = plain.split('.') as [string, string];
  return `${Number(euros).toLocaleString('de-DE')},${rest}`;
}
