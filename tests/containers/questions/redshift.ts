import type { RedshiftEndpoints } from '../../../services/redshift/endpoints.ts';
import { rowsOf } from '../../services/redshift/with-door.ts';
import type { Question } from './question.ts';

export const redshiftQuestions: readonly Question<RedshiftEndpoints>[] = [
  ['tickit.sales', (endpoints) => rowsOf(endpoints, 'SELECT * FROM tickit.sales ORDER BY 1')],
  ['testers.customers', (endpoints) => rowsOf(endpoints, 'SELECT * FROM testers.customers ORDER BY 1')],
  [
    'a table that is not there',
    (endpoints) => rowsOf(endpoints, 'SELECT * FROM no_such_table').catch(present),
  ],
  ['a wrong password', (endpoints) => rowsOf({ ...endpoints, password: 'wrong' }, 'SELECT 1').catch(present)],
];

function present({ code, message }: { code: string; message: string }): unknown {
  return { code, message };
}
