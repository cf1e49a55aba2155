/** The environment variable by which the set-up tells the suites that no engine answers. */
export const WITHOUT_ENGINE = 'PLAYGROUND_TESTS_WITHOUT_ENGINE';
