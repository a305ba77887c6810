import {
  describeWithVictoriaMetrics,
  type VictoriaMetricsServer,
} from '@kubemonitor/peer-programs';
import { describeStoreContract } from './store-contract';
import { openerOf } from './victoria-metrics-driver';

describeWithVictoriaMetrics('the contract of the store, VictoriaMetrics', (start) => {
  let server: VictoriaMetricsServer;

  beforeAll(async () => {
    server = await start();
  });

  describeStoreContract(openerOf(() => server));

  describe('with nothing kept in memory', () => {
    describeStoreContract(openerOf(() => server, { recentTicks: 0 }));
  });
});
