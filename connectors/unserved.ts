import { common, type Example, unserved } from './example.ts';

const privatePreview = (path: string): string => `private_preview_features/${path}`;

/** Examples whose source the playground does not have. */
export const unservedExamples: readonly Example[] = [
  unserved(common('history_mode'), 'it reads Microsoft SQL Server, which the playground does not have.'),
  unserved(
    privatePreview('ibm_infomix_using_jaydebeapi'),
    'it reads IBM Informix, which the playground does not have.',
  ),
  unserved(
    privatePreview('importing_external_drivers'),
    'it reads MySQL, which the playground does not have.',
  ),
  unserved(privatePreview('sybase_ase'), 'it reads SAP ASE (Sybase), which the playground does not have.'),
  unserved(privatePreview('sybase_iq'), 'it reads SAP IQ (Sybase), which the playground does not have.'),
];
