import type { Material } from '../seed/material.ts';
import type { Table } from '../seed/table.ts';

const READINGS = 2500;
const EMBEDDINGS = 100;
const DIMENSIONS = 8;
const EMBEDDING_TYPES = ['temperature-pattern', 'humidity-pattern', 'anomaly'] as const;

const TEMPERATURE = 0;
const HUMIDITY = 1;
const TYPE = 2;
const FIRST_DIMENSION = 10;

/** What the TimescaleDB example reads. */
export function sensorTables(material: Material): readonly Table[] {
  return [sensorData(material), sensorEmbeddings(material)];
}

/**
 * One reading of each sensor: the example's destination has one row per sensor. `time` is text, because the
 * example compares it with text.
 */
function sensorData({ forTable }: Material): Table {
  const { below, updatedAt } = forTable('sensor_data', READINGS);
  return {
    name: 'public.sensor_data',
    columns: 'sensor_id INT PRIMARY KEY, temperature FLOAT, humidity FLOAT, time TEXT NOT NULL',
    indexes: ['(time)'],
    rows: READINGS,
    row: (index) => [
      index + 1,
      below(600, index, TEMPERATURE) / 10 - 20,
      below(1000, index, HUMIDITY) / 10,
      updatedAt(index),
    ],
  };
}

function sensorEmbeddings({ forTable }: Material): Table {
  const { below, pick, createdAt } = forTable('sensor_embeddings', EMBEDDINGS);
  return {
    name: 'public.sensor_embeddings',
    columns: `
      id INT PRIMARY KEY,
      sensor_id INT NOT NULL,
      embedding_type TEXT NOT NULL,
      vector_data JSONB NOT NULL,
      created_at TIMESTAMPTZ NOT NULL`,
    indexes: ['(created_at)'],
    rows: EMBEDDINGS,
    row(index) {
      const vector = Array.from(
        { length: DIMENSIONS },
        (_, dimension) => below(2001, index, FIRST_DIMENSION + dimension) / 1000 - 1,
      );
      return [
        index + 1,
        index + 1,
        pick(EMBEDDING_TYPES, index, TYPE),
        JSON.stringify(vector),
        createdAt(index),
      ];
    },
  };
}
