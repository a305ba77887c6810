import { ConsoleLogger, type LogLevel } from '@nestjs/common';

/** Nest's own chatter at the start: a line for each module and route. */
const QUIET_CONTEXTS = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

/** One line an event on standard error, `time level context message`, without colours. */
export class LineLogger extends ConsoleLogger {
  constructor(logLevels: LogLevel[]) {
    super({ logLevels, colors: false });
  }

  protected override printMessages(
    messages: unknown[],
    context = '',
    logLevel: LogLevel = 'log',
  ): void {
    if (logLevel === 'log' && QUIET_CONTEXTS.has(context)) return;
    for (const message of messages) {
      const text = typeof message === 'string' ? message : JSON.stringify(message);
      process.stderr.write(`${new Date().toISOString()} ${logLevel} ${context} ${text}\n`);
    }
  }
}
