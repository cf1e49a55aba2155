import type { Invoice } from '../../../fixtures/tables/invoices.ts';
import { amountInWords } from './amount-in-words.ts';

/** How an invoice writes dates and amounts. */
type InvoiceStyle = 'iso-date' | 'us-date' | 'month-name' | 'decimal-comma';

const STYLES: readonly InvoiceStyle[] = ['iso-date', 'us-date', 'month-name', 'decimal-comma'];

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
];

/**
 * The lines of an invoice, in the words that programs which read invoices look for. Order matters to them:
 * "Code" stands before "VAT code", and no line that follows the telephone number begins with a digit.
 */
export function invoiceText(invoice: Invoice, style: InvoiceStyle): readonly string[] {
  const money = (cents: number): string => formatAmount(cents, style);
  return [
    `INVOICE Serial No. ${invoice.invoice_number}`,
    `Invoice date: ${formatDate(invoice.invoice_date, style)}`,
    `${dueLabel(style)}: ${formatDate(invoice.due_date, style)}`,
    '',
    `Customer: ${invoice.customer_name}, ${invoice.customer_company}`,
    `Address: ${invoice.customer_address.replace('\n', ', ')}`,
    `Email: ${invoice.customer_email}`,
    `Phone: ${invoice.customer_phone}`,
    `Code: ${invoice.customer_code}`,
    `VAT code: ${invoice.vat_code}`,
    '',
    'Item, quantity, price, sum',
    ...invoice.lines.map(
      ({ product_name, quantity, price_cents, sum_cents }) =>
        `${product_name}, ${quantity} at ${money(price_cents)} = ${money(sum_cents)}`,
    ),
    '',
    `Total discount: ${money(invoice.discount_cents)}`,
    `Taxable amount: ${money(invoice.taxable_cents)}`,
    `Tax rate: ${invoice.tax_percent}%`,
    `Total taxes: ${money(invoice.tax_cents)}`,
    `Shipping: ${money(invoice.shipping_cents)}`,
    `Total amount: ${money(invoice.total_cents)} €`,
    `Total due: ${money(invoice.total_cents)}`,
    `Amount in words: ${amountInWords(invoice.total_cents)}`,
  ];
}

/** The style of the invoice at a position: each has another than the one before. */
export function styleOf(index: number): InvoiceStyle {
  return STYLES[index % STYLES.length] as InvoiceStyle;
}

function dueLabel(style: InvoiceStyle): string {
  return style === 'us-date' || style === 'month-name' ? 'Due date' : 'Please pay until';
}

function formatDate(date: string, style: InvoiceStyle): string {
  const [year, month, day] = date.split('-') as [string, string, string];
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
