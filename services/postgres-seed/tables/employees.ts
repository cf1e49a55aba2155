import type { Material } from '../seed/material.ts';
import type { Table } from '../seed/table.ts';

/** More than one batch of the Supabase example, which reads 1000 rows at a time. */
const EMPLOYEES = 1200;
const DEPARTMENTS = ['Engineering', 'HR', 'Finance', 'Sales'] as const;

const DEPARTMENT = 0;
const SALARY = 1;

export function employeeTables(material: Material): readonly Table[] {
  return [employeeTable(), employee(material)];
}

/** The two rows that the key vault example shows in its documentation. */
function employeeTable(): Table {
  const names = ['John Doe', 'Berry Doe'];
  return {
    name: 'public.employee_table',
    columns: 'id INT PRIMARY KEY, name TEXT, department_id INT, employee_metadata JSONB',
    rows: names.length,
    row: (index) => [index + 1, names[index] as string, 1, JSON.stringify({ role: 'Engineer' })],
  };
}

/** One employee was hired a day, so that paging by the day alone loses nobody. */
function employee({ person, dayBefore, forTable }: Material): Table {
  const { below, pick } = forTable('employee', EMPLOYEES);
  return {
    name: 'public.employee',
    columns: `
      id BIGINT PRIMARY KEY,
      name TEXT NOT NULL,
      email TEXT NOT NULL,
      job_title TEXT NOT NULL,
      department TEXT NOT NULL,
      salary NUMERIC(10, 2) NOT NULL,
      hire_date DATE NOT NULL`,
    indexes: ['(hire_date)'],
    rows: EMPLOYEES,
    row(index) {
      const { name, email, job } = person(index);
      const salary = 30_000 + below(90_000, index, SALARY);
      return [
        index + 1,
        name,
        email,
        job,
        pick(DEPARTMENTS, index, DEPARTMENT),
        salary.toFixed(2),
        dayBefore(EMPLOYEES - index),
      ];
    },
  };
}
