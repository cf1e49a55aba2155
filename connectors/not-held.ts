const CERTIFICATES = 'its rows are the lines of a page, which is no table of this world.';
const ONLY_NAMES = 'it keeps the number of a creature only as a part of its URL.';

/**
 * Why the rows of an example that reads sources of this world are not compared with them, by its path: only their number is.
 * Each is a fact of the example as it was published, which no list of columns could help.
 */
export const NOT_HELD: Readonly<Record<string, string>> = {
  'common_patterns/authentication/certificate/retrieve_from_aws': CERTIFICATES,
  'common_patterns/authentication/certificate/using_base64_encoded_certificate': CERTIFICATES,
  'common_patterns/cursors/marketstack':
    'its one table holds the prices of several shares, which are a table each here.',
  'common_patterns/environment_driven_connectivity':
    'its keys are URLs, as are all references to other rows.',
  'common_patterns/extracting_data_from_pdf':
    'what it reads from the text of a page has other names, and amounts as they are printed.',
  'common_patterns/incremental_sync_strategies/step_size_sync':
    'its keys are the ids of this endpoint alone.',
  'common_patterns/update_and_delete/delete_example':
    'it deletes rows that the source still has, on purpose.',
  greenplum_db: 'it reads the sessions of the database, which come and go.',
  'quickstart/large_data_set/with_pagination': ONLY_NAMES,
  'quickstart/large_data_set/without_pagination': ONLY_NAMES,
  'quickstart/oop_example': 'it turns lists and numbers of the parks into texts of its own.',
  'quickstart/pyproject_toml': 'its rate is worked out from two rates of this world.',
  'quickstart/using_pd_dataframes': 'its keys are numbers that it counts itself.',
  'quickstart/weather_with_configuration':
    'its one table holds the forecasts of several places, which are a table each here.',
  'quickstart/weather_xml_api':
    'its one table holds the observations of several stations, which are a table each here.',
};
