/** The port that programs take for granted on an SSH host. */
export const SSH_PORT = 22;

/**
 * The bastion by a name that is on no network: programs that insist on port 22 reach it by this name through an SSH
 * configuration, whatever port it listens on.
 */
export const BASTION_NAME = 'bastion.playground';
