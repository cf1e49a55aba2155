/**
 * What a service calls its sessions (`application_name`) that relays its own clients' statements here, and notes them
 * itself.
 */
export const RELAY = 'playground-relay';
