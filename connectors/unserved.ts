import { ai, common, type Example, unserved } from './example.ts';

const privatePreview = (path: string): string => `private_preview_features/${path}`;

const OPEN_FDA = 'it reads openFDA (`api.fda.gov`), for which the playground has no stand-in.';

/** Examples whose source the playground does not have. */
export const unservedExamples: readonly Example[] = [
  unserved(ai('claude/fda_drug_tutorial/fda_drug_connector'), OPEN_FDA),
  unserved(ai('cursor/fda_food_tutorial/fda_food_connector'), OPEN_FDA),
  unserved(ai('vscode/fda_tobacco_tutorial/fda_tobacco_connector'), OPEN_FDA),
  unserved(common('importing_external_drivers'), 'it reads MySQL, which the playground does not have.'),
  unserved(common('history_mode'), 'it reads Microsoft SQL Server, which the playground does not have.'),
  unserved(
    privatePreview('ibm_infomix_using_jaydebeapi'),
    'it reads IBM Informix, which the playground does not have.',
  ),
  unserved(privatePreview('sybase_ase'), 'it reads SAP ASE (Sybase), which the playground does not have.'),
  unserved(privatePreview('sybase_iq'), 'it reads SAP IQ (Sybase), which the playground does not have.'),
];
