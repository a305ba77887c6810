import { detailCharts } from './detail-charts';
import { detailFacts } from './detail-facts';

/** Texts of `src/pages/detail`; keys begin with `detail.`. */
export const detail = {
  en: { ...detailFacts.en, ...detailCharts.en },
  ko: { ...detailFacts.ko, ...detailCharts.ko },
};
