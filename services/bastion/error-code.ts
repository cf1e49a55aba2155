/** Why something was not done, as the journal says it. Stable; the event in the log has the reason as a sentence. */
export type ErrorCode =
  /** A login. */
  | 'wrong_password'
  | 'unknown_key'
  | 'bad_signature'
  | 'unsupported_method'
  | 'too_many_questions'
  /** A connection. */
  | 'too_many_connections'
  | 'made_room'
  | 'login_timeout'
  | 'login_too_long'
  /** A tunnel. */
  | 'unknown_target'
  | 'too_many_tunnels'
  | 'target_unreachable'
  | 'planned_fault'
  /** All else. */
  | 'prohibited';
