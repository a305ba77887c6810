import { defineMessages } from './define-messages';

/** Texts of `src/pages/pods`; keys begin with `pods.`. */
export const pods = defineMessages({ en: {}, ko: {} });
