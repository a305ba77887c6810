import { defineMessages } from './define-messages';

/** Texts of `src/pages/namespaces`; keys begin with `namespaces.`. */
export const namespaces = defineMessages({ en: {}, ko: {} });
