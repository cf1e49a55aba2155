/**
 * How the columns begin that a loader adds: Fivetran, dlt (https://dlthub.com/docs/general-usage/destination-tables), Airbyte 2
 * (`_ab_` of its CDC sources), Singer's targets (`_sdc_`, from Stitch) and Sling.
 */
const PREFIXES = ['_fivetran_', '_dlt_', '_airbyte_', '_ab_', '_sdc_', '_sling_'];

/** Where a row says that it was deleted: true, or the time of its deletion. */
const DELETED = ['_fivetran_deleted', '_sdc_deleted_at', '_ab_cdc_deleted_at', '_sling_deleted_at'];

/** Whether a loader has added this, and no source has it. */
export function isSystemColumn(name: string): boolean {
  const lower = name.toLowerCase();
  return PREFIXES.some((prefix) => lower.startsWith(prefix));
}

export function isDeletedColumn(name: string): boolean {
  return DELETED.includes(name.toLowerCase());
}
