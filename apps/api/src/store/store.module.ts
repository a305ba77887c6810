import {
  Global,
  Inject,
  Logger,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import type { ApiEnvironment } from '@kubemonitor/config';
import { StoreError } from '@kubemonitor/storage';
import { CLOCK, type Clock } from '../clock/clock';
import { ENVIRONMENT } from '../environment';
import { createStore, type MaintainedStore } from './create-store';
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
        createStore(environment, clock, new Logger('Store')),
    },
  ],
  exports: [STORE],
})
export class StoreModule implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('Store');
  private timer: NodeJS.Timeout | undefined;
  /** What the last upkeep failed with: said once, not every second. */
  private trouble = '';

  constructor(@Inject(STORE) private readonly store: MaintainedStore) {}

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
      if (this.trouble !== '') this.logger.log('the store works again');
      this.trouble = '';
    } catch (error) {
      if (error instanceof StoreError) this.warnOnce(error);
      else this.logger.error(`upkeep failed: ${error instanceof Error ? error.stack : error}`);
    }
  }

  private warnOnce({ code, message }: StoreError): void {
    if (this.trouble === code) return;
    this.trouble = code;
    this.logger.warn(message);
  }
}
