import type { Material } from '../seed/material.ts';
import type { Table } from '../seed/table.ts';

/** Keys of `sample_table`: id and department. The delete example looks for 1 and for (3, 1). */
const DEPARTMENTS_OF_PEOPLE = [
  [1, 1],
  [1, 2],
  [2, 3],
  [3, 3],
  [3, 1],
  [4, 3],
] as const;

/** Keys of `product_inventory`: product and warehouse. The update example looks for 101 and for (102, 2). */
const WAREHOUSES_OF_PRODUCTS = [
  [101, 1],
  [101, 2],
  [102, 1],
  [102, 2],
  [103, 1],
] as const;

const QUANTITY = 0;

/** Tables with composite keys, which the delete and update examples drop when they are done. */
export function droppableTables(material: Material): readonly Table[] {
  return [sampleTable(material), productInventory(material)];
}

function sampleTable({ person }: Material): Table {
  return {
    name: 'public.sample_table',
    columns: `
      id INT,
      name VARCHAR(255),
      department_id INT,
      address VARCHAR(255),
      PRIMARY KEY (id, department_id)`,
    rows: DEPARTMENTS_OF_PEOPLE.length,
    row(index) {
      const [id, department] = DEPARTMENTS_OF_PEOPLE[index] as readonly [number, number];
      const { name, address } = person(id - 1);
      return [id, name, department, address];
    },
  };
}

function productInventory({ forTable }: Material): Table {
  const rows = WAREHOUSES_OF_PRODUCTS.length;
  const { below, updatedAt } = forTable('product_inventory', rows);
  return {
    name: 'public.product_inventory',
    columns: `
      product_id INT,
      warehouse_id INT,
      quantity INT,
      last_updated TIMESTAMP,
      PRIMARY KEY (product_id, warehouse_id)`,
    rows,
    row(index) {
      const [product, warehouse] = WAREHOUSES_OF_PRODUCTS[index] as readonly [number, number];
      return [product, warehouse, 5 + below(60, index, QUANTITY), updatedAt(index)];
    },
  };
}
