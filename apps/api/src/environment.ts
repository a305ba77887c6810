/** Injection token of the ApiEnvironment. */
export const ENVIRONMENT = Symbol('ApiEnvironment');
