import { ConsoleLogger, type LogLevel } from '@nestjs/common';

/** Nest's own chatter at the start: a line for each module and route. */
const QUIET_CONTEXTS = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

/** Faults at the start: they are thrown too, and the one who started the server is told. */
const RETHROWN_CONTEXT = 'ExceptionHandler';

const LEVELS: Readonly<Partial<Record<LogLevel, string>>> = { log: 'info', fatal: 'error' };

/** One JSON object a line on standard error, in the form the collector logs in. */
export class LineLogger extends ConsoleLogger {
  constructor(logLevels: LogLevel[]) {
    super({ logLevels });
  }

  protected override printMessages(
    messages: unknown[],
    context = '',
    logLevel: LogLevel = 'log',
  ): void {
    if (logLevel === 'log' && QUIET_CONTEXTS.has(context)) return;
    if (context === RETHROWN_CONTEXT) return;
    const time = new Date().toISOString();
    const level = LEVELS[logLevel] ?? logLevel;
    for (const logged of messages) {
      const message = logged instanceof Error ? (logged.stack ?? logged.message) : logged;
      process.stderr.write(`${JSON.stringify({ time, level, context, message })}\n`);
    }
  }
}
