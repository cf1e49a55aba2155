import type { Material } from '../seed/material.ts';
import type { Table } from '../seed/table.ts';

/** When each customer changed: two before 2024, where the Redshift example's cursor begins, and three after. */
const CUSTOMER_TIMES = [
  '2023-10-05T08:15:00Z',
  '2024-02-10T19:30:00Z',
  '2023-12-31T23:59:59Z',
  '2024-05-21T06:45:10Z',
  '2024-08-02T14:05:42Z',
] as const;

const PRODUCTS = [
  { code: 'DL01', name: 'Desk Lamp', price: 39.9, isInStock: true, weight: 1.4 },
  { code: 'TR02', name: 'Travel Rucksack', price: 119.5, isInStock: true, weight: 1.1 },
  { code: 'EK03', name: 'Electric Kettle', price: 54.25, isInStock: false, weight: 1.8 },
] as const;
const FIRST_PRODUCT_ID = 101;
const ORDERS = 5;
const PAYMENTS = ['Credit Card', 'Debit Card', 'PayPal'] as const;
const STATUSES = ['Processing', 'Shipped', 'Completed'] as const;

const PRODUCT = 0;
const QUANTITY = 1;
const PAYMENT = 2;
const STATUS = 3;

/** Customers for the small Redshift example, products and orders for the Snowflake one. */
export function shopTables(material: Material): readonly Table[] {
  return [customers(material), products(material), orders(material)];
}

function customers({ person }: Material): Table {
  return {
    name: 'testers.customers',
    columns: `
      customer_id INTEGER PRIMARY KEY,
      first_name VARCHAR,
      last_name VARCHAR,
      email VARCHAR,
      city VARCHAR,
      state VARCHAR,
      country VARCHAR,
      updated_at TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP`,
    rows: CUSTOMER_TIMES.length,
    row(index) {
      const { name, email, address } = person(index);
      const [first, last] = inTwo(name, ' ');
      const [city, state] = inTwo(address.slice(address.indexOf('\n') + 1), ', ');
      return [index + 1, first, last, email, city, state.slice(0, 2), 'US', CUSTOMER_TIMES[index] as string];
    },
  };
}

function products({ dayBefore }: Material): Table {
  return {
    name: 'snowflake.products',
    columns: `
      product_id INT PRIMARY KEY,
      product_code VARCHAR(10),
      product_name VARCHAR(100),
      price FLOAT,
      in_stock BOOLEAN,
      description VARCHAR(255),
      weight FLOAT,
      created_at DATE DEFAULT CURRENT_DATE`,
    rows: PRODUCTS.length,
    row(index) {
      const { code, name, price, isInStock, weight } = PRODUCTS[index] as (typeof PRODUCTS)[number];
      const description = `${name}, made for the playground`;
      return [
        FIRST_PRODUCT_ID + index,
        code,
        name,
        price,
        isInStock,
        description,
        weight,
        dayBefore(90 - index),
      ];
    },
  };
}

function orders({ person, dayBefore, forTable }: Material): Table {
  const { below, pick } = forTable('snowflake.orders', ORDERS);
  return {
    name: 'snowflake.orders',
    columns: `
      order_id VARCHAR(20) PRIMARY KEY,
      customer_id INT,
      order_date DATE,
      product_id INT,
      quantity INT,
      unit_price FLOAT,
      amount FLOAT,
      payment_method VARCHAR(50),
      status VARCHAR(20),
      street_address VARCHAR(100),
      city VARCHAR(50),
      state VARCHAR(2),
      zip VARCHAR(10),
      discount_applied FLOAT,
      created_at DATE DEFAULT CURRENT_DATE`,
    rows: ORDERS,
    row(index) {
      const product = below(PRODUCTS.length, index, PRODUCT);
      const { price } = PRODUCTS[product] as (typeof PRODUCTS)[number];
      const quantity = 1 + below(3, index, QUANTITY);
      const [street, place] = inTwo(person(index).address, '\n');
      const [city, stateAndZip] = inTwo(place, ', ');
      const [state, zip] = inTwo(stateAndZip, ' ');
      const day = dayBefore(30 - index);
      return [
        `ord-${index + 1}`,
        index + 1,
        day,
        FIRST_PRODUCT_ID + product,
        quantity,
        price,
        Number((price * quantity).toFixed(2)),
        pick(PAYMENTS, index, PAYMENT),
        pick(STATUSES, index, STATUS),
        street,
        city,
        state,
        zip,
        0,
        day,
      ];
    },
  };
}

/** The text before and after the first occurrence of a mark. */
function inTwo(text: string, mark: string): readonly [string, string] {
  const position = text.indexOf(mark);
  return [text.slice(0, position), text.slice(position + mark.length)];
}
