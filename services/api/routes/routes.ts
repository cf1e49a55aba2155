import type { Route } from '../route.ts';
import { credentials } from './admin/credentials.ts';
import { addFaults, clearFault, clearFaults, listFaults } from './admin/faults.ts';
import { health } from './admin/health.ts';
import { journal } from './admin/journal.ts';
import { metrics } from './admin/metrics.ts';
import { openapi } from './admin/openapi.ts';
import { reset } from './admin/reset.ts';
import { apiKey, httpBasic, httpBearer } from './auth/header.ts';
import { authorize } from './auth/oauth2/authorize.ts';
import { oauth2Data } from './auth/oauth2/data.ts';
import { oauth2Discovery, openIdDiscovery } from './auth/oauth2/discovery.ts';
import { introspect } from './auth/oauth2/introspect.ts';
import { jwks } from './auth/oauth2/jwks.ts';
import { revoke } from './auth/oauth2/revoke.ts';
import { token } from './auth/oauth2/token.ts';
import { sessionData } from './auth/session-data.ts';
import { sessionLogin } from './auth/session-login.ts';
import { companiesCursor } from './cursors/companies.ts';
import { departmentsCursor } from './cursors/departments.ts';
import { docs } from './docs.ts';
import { exportCsv } from './export/csv.ts';
import { exportHighVolumeCsv } from './export/high-volume-csv.ts';
import { changes } from './incremental/changes.ts';
import { deleted } from './incremental/deleted.ts';
import { stepSize } from './incremental/step.ts';
import { timestamp } from './incremental/timestamp.ts';
import { keyset } from './pagination/keyset.ts';
import { nextPageUrl } from './pagination/next-page-url.ts';
import { offsetPaging } from './pagination/offset.ts';
import { pageNumber } from './pagination/page-number.ts';
import { tableRoutes } from './tables/tables.ts';

/** Everything that connectors read: the table of contents of the API. */
export const sourceRoutes: readonly Route[] = [
  nextPageUrl,
  pageNumber,
  offsetPaging,
  keyset,
  timestamp,
  stepSize,
  changes,
  deleted,
  exportCsv,
  exportHighVolumeCsv,
  httpBasic,
  httpBearer,
  apiKey,
  sessionLogin,
  sessionData,
  token,
  authorize,
  oauth2Data,
  introspect,
  revoke,
  openIdDiscovery,
  oauth2Discovery,
  jwks,
  companiesCursor,
  departmentsCursor,
  ...tableRoutes,
];

/** What the playground says of itself. */
const playgroundRoutes: readonly Route[] = [
  ...[health, credentials, reset, journal, metrics],
  ...[listFaults, addFaults, clearFaults, clearFault],
];

export const routes: readonly Route[] = [
  ...sourceRoutes,
  ...playgroundRoutes,
  openapi([...sourceRoutes, ...playgroundRoutes]),
  ...docs,
];
