import { common, type Example, unserved } from './example.ts';

const privatePreview = (path: string): string => `private_preview_features/${path}`;

/** Examples whose source the playground does not have. */
export const unservedExamples: readonly Example[] = [
  unserved(common('history_mode'), 'it reads Microsoft SQL Server, and there is none here.'),
  unserved(privatePreview('ibm_infomix_using_jaydebeapi'), 'it reads IBM Informix, and there is none here.'),
  unserved(privatePreview('importing_external_drivers'), 'it reads MySQL, and there is none here.'),
  unserved(privatePreview('sybase_ase'), 'it reads SAP ASE (Sybase), and there is none here.'),
  unserved(privatePreview('sybase_iq'), 'it reads SAP IQ (Sybase), and there is none here.'),
];
