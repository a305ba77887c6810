import { defineMessages } from './define-messages';

/** Texts of `src/pages/nodes`; keys begin with `nodes.`. */
export const nodes = defineMessages({ en: {}, ko: {} });
