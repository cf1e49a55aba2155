import { below, tableKey } from '../../../fixtures/hash.ts';
import type { Person } from '../../../fixtures/index.ts';
import { type Product, productAt } from './products.ts';

/** How an invoice writes dates and amounts. */
export type InvoiceStyle = 'iso-date' | 'us-date' | 'month-name' | 'decimal-comma';

interface InvoiceLine {
  readonly product: Product;
  readonly quantity: number;
  readonly cents: number;
}

export interface Invoice {
  readonly number: string;
  readonly style: InvoiceStyle;
  readonly customer: Person;
  readonly customerCode: string;
  readonly vatCode: string;
  readonly phone: string;
  /** ms since 1970, at midnight UTC. */
  readonly date: number;
  readonly due: number;
  readonly lines: readonly InvoiceLine[];
  readonly discountCents: number;
  readonly taxableCents: number;
  readonly taxPercent: number;
  readonly taxCents: number;
  readonly shippingCents: number;
  readonly totalCents: number;
}

const STYLES: readonly InvoiceStyle[] = ['iso-date', 'us-date', 'month-name', 'decimal-comma'];
/** One invoice is longer than a page. */
const LONG_INVOICE = 4;
const LONG_LINES = 90;
const DAY_MS = 24 * 3600 * 1000;
const TERM_DAYS = 30;

/** The invoice for a customer, who stands at that position among the people. */
export function invoiceFor(customer: Person, index: number): Invoice {
  const key = tableKey(0, `invoice for ${customer.id}`);
  const draw = (bound: number, field: number): number => below(bound, key, index, field);
  const date = Date.parse(customer.updatedAt.slice(0, 10));
  const serial = String(index + 1).padStart(4, '0');
  const lineCount = index === LONG_INVOICE ? LONG_LINES : 1 + draw(5, 0);
  const lines = Array.from({ length: lineCount }, (_, line) =>
    lineOf(productAt(draw(200, 100 + line)), 1 + draw(4, 400 + line)),
  );
  const discountCents = 500 + draw(2000, 1);
  const taxableCents = lines.reduce((total, { cents }) => total + cents, 0) - discountCents;
  const taxPercent = [7, 19, 21][draw(3, 2)] as number;
  const taxCents = Math.round((taxableCents * taxPercent) / 100);
  const shippingCents = 495 + draw(2000, 3);
  return {
    number: `INV-${customer.updatedAt.slice(0, 4)}-${serial}`,
    style: STYLES[index % STYLES.length] as InvoiceStyle,
    customer,
    customerCode: `C-${1001 + index}`,
    vatCode: `LT${100_000_000 + draw(899_999_999, 4)}`,
    // 555-01xx is the range that telephone companies keep for fiction.
    phone: `+1 (${200 + draw(800, 5)}) 555-01${String(draw(100, 6)).padStart(2, '0')}`,
    date,
    due: date + TERM_DAYS * DAY_MS,
    lines,
    discountCents,
    taxableCents,
    taxPercent,
    taxCents,
    shippingCents,
    totalCents: taxableCents + taxCents + shippingCents,
  };
}

function lineOf(product: Product, quantity: number): InvoiceLine {
  return { product, quantity, cents: product.priceCents * quantity };
}
