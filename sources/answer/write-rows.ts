import { exactJsonOf } from '../../fixtures/files/exact-json.ts';
import type { Column, Row } from '../../fixtures/table.ts';
import type { ItemNode, ListFormat } from '../declaration.ts';
import { itemWriter } from './item-writer.ts';

/** Writes rows in a format that is not one document of JSON. */
export function writeRows(
  format: ListFormat,
  item: ItemNode,
  columns: readonly Column[],
  rows: readonly Row[],
): string {
  switch (format.is) {
    case 'json':
    case 'ndjson': {
      const write = itemWriter(item, columns);
      return rows.map((row) => `${write(row)}\n`).join('');
    }
    case 'csv':
      return csvOf(item, columns, rows);
    case 'xml': {
      const write = xmlWriter(format.item, item, textsOf(columns));
      return `<?xml version="1.0" encoding="UTF-8"?>\n<${format.root}>${rows.map(write).join('')}</${format.root}>\n`;
    }
  }
}

/** The text of a value, with all digits of a number; undefined of null. */
type TextOf = (column: string, row: Row) => string | undefined;

function textsOf(columns: readonly Column[]): TextOf {
  const writers = new Map(columns.map(({ name, type }) => [name, exactJsonOf(type)]));
  return (column, row) => {
    const json = writers.get(column)?.(row[column] ?? null) ?? 'null';
    if (json === 'null') return undefined;
    return json.startsWith('"') ? (JSON.parse(json) as string) : json;
  };
}

/** RFC 4180; fields below others are called by the whole way: `address.city`. */
function csvOf(item: ItemNode, columns: readonly Column[], rows: readonly Row[]): string {
  const leaves = leavesOf(item, '');
  const textOf = textsOf(columns);
  const lines = [
    leaves.map(({ name }) => csvField(name)),
    ...rows.map((row) => leaves.map(({ column }) => csvField(textOf(column, row) ?? ''))),
  ];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function leavesOf(
  node: ItemNode,
  name: string,
): readonly { readonly name: string; readonly column: string }[] {
  switch (node.is) {
    case 'column':
      return [{ name, column: node.column }];
    case 'list':
      return leavesOf(node.item, name);
    case 'object':
      return node.members.flatMap(([member, part]) =>
        leavesOf(part, name === '' ? member : `${name}.${member}`),
      );
  }
}

/** An element for each field; null is an empty one. */
function xmlWriter(name: string, node: ItemNode, textOf: TextOf): (row: Row) => string {
  switch (node.is) {
    case 'column':
      return (row) => `<${name}>${xmlText(textOf(node.column, row) ?? '')}</${name}>`;
    case 'list':
      return xmlWriter(name, node.item, textOf);
    case 'object': {
      const members = node.members.map(([member, part]) => xmlWriter(member, part, textOf));
      return (row) => `<${name}>${members.map((write) => write(row)).join('')}</${name}>`;
    }
  }
}

function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
