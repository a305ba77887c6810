import {
  Global,
  Inject,
  Logger,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import type { ApiEnvironment } from '@kubemonitor/config';
import { EmbeddedStore } from '@kubemonitor/storage';
import { CLOCK, type Clock } from '../clock/clock';
import { ENVIRONMENT } from '../environment';
import { STORE } from './store.token';

/** Upkeep runs this often: new group sums are there before they are asked for. */
const MAINTENANCE_PERIOD_MS = 1_000;

/** The metrics store and its upkeep. */
@Global()
@Module({
  providers: [
    {
      provide: STORE,
      inject: [ENVIRONMENT, CLOCK],
      useFactory: (environment: ApiEnvironment, clock: Clock) =>
        new EmbeddedStore({
          intervalSeconds: environment.COLLECT_INTERVAL,
          retentionSeconds: environment.RETENTION_SECONDS,
          maxSeries: environment.MAX_SERIES,
          maxAheadSeconds: environment.MAX_CLOCK_SKEW_SECONDS,
          now: () => clock.now(),
        }),
    },
  ],
  exports: [STORE],
})
export class StoreModule implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('Store');
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(STORE) private readonly store: EmbeddedStore) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.maintain(), MAINTENANCE_PERIOD_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.store.close();
  }

  private async maintain(): Promise<void> {
    try {
      await this.store.maintain();
    } catch (error) {
      this.logger.error(`upkeep failed: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
}
