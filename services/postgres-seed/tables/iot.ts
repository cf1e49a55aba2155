import type { Material } from '../seed/material.ts';
import type { Table } from '../seed/table.ts';

const DEVICES = 25;
const READINGS = 2500;
const ALERTS = 40;
const MAINTENANCES = 10;

const KINDS = ['pump', 'compressor', 'conveyor', 'turbine', 'boiler'] as const;
const METRICS = ['temperature', 'pressure', 'vibration'] as const;
const SEVERITIES = ['info', 'warning', 'critical'] as const;
const TASKS = ['calibrated', 'cleaned', 'bearing replaced', 'inspected'] as const;

const KIND = 0;
const SITE = 1;
const DEVICE = 2;
const METRIC = 3;
const VALUE = 4;
const SEVERITY = 5;
const RESOLVED = 6;

/** The machines that the YugabyteDB example watches. It reads every table of this schema and no other. */
export function iotTables(material: Material): readonly Table[] {
  return [devices(material), sensorReadings(material), alerts(material), maintenanceLog(material)];
}

function devices({ person, forTable }: Material): Table {
  const { pick, below, updatedAt } = forTable('iot.devices', DEVICES);
  return {
    name: 'iot.devices',
    columns: `
      device_id INT PRIMARY KEY,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      site TEXT NOT NULL,
      updated_at TIMESTAMPTZ NOT NULL`,
    indexes: ['(updated_at)'],
    rows: DEVICES,
    row(index) {
      const kind = pick(KINDS, index, KIND);
      return [
        index + 1,
        `${kind}-${index + 1}`,
        kind,
        person(below(5, index, SITE)).company,
        updatedAt(index),
      ];
    },
  };
}

function sensorReadings({ forTable }: Material): Table {
  const { pick, below, updatedAt } = forTable('iot.sensor_readings', READINGS);
  return {
    name: 'iot.sensor_readings',
    columns: `
      reading_id INT PRIMARY KEY,
      device_id INT NOT NULL REFERENCES iot.devices,
      metric TEXT NOT NULL,
      value DOUBLE PRECISION NOT NULL,
      updated_at TIMESTAMPTZ NOT NULL`,
    indexes: ['(updated_at)'],
    rows: READINGS,
    row: (index) => [
      index + 1,
      1 + below(DEVICES, index, DEVICE),
      pick(METRICS, index, METRIC),
      below(100_000, index, VALUE) / 100,
      updatedAt(index),
    ],
  };
}

function alerts({ forTable }: Material): Table {
  const { pick, below, updatedAt } = forTable('iot.alerts', ALERTS);
  return {
    name: 'iot.alerts',
    columns: `
      alert_id INT PRIMARY KEY,
      device_id INT NOT NULL REFERENCES iot.devices,
      severity TEXT NOT NULL,
      is_resolved BOOLEAN NOT NULL,
      updated_at TIMESTAMPTZ NOT NULL`,
    indexes: ['(updated_at)'],
    rows: ALERTS,
    row: (index) => [
      index + 1,
      1 + below(DEVICES, index, DEVICE),
      pick(SEVERITIES, index, SEVERITY),
      below(2, index, RESOLVED) === 1,
      updatedAt(index),
    ],
  };
}

function maintenanceLog({ person, forTable }: Material): Table {
  const { pick, below, updatedAt } = forTable('iot.maintenance_log', MAINTENANCES);
  return {
    name: 'iot.maintenance_log',
    columns: `
      maintenance_id INT PRIMARY KEY,
      device_id INT NOT NULL REFERENCES iot.devices,
      technician TEXT NOT NULL,
      task TEXT NOT NULL,
      updated_at TIMESTAMPTZ NOT NULL`,
    indexes: ['(updated_at)'],
    rows: MAINTENANCES,
    row: (index) => [
      index + 1,
      1 + below(DEVICES, index, DEVICE),
      person(index).name,
      pick(TASKS, index, METRIC),
      updatedAt(index),
    ],
  };
}
