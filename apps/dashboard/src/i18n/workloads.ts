import { defineMessages } from './define-messages';

/** Texts of `src/pages/workloads`; keys begin with `workloads.`. */
export const workloads = defineMessages({ en: {}, ko: {} });
