import { Regexp } from './regexp/regexp';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** A condition on one label; a label that is not there has the value ''. */
export class LabelMatcher {
  private readonly regexp: Regexp | undefined;

  /** @throws RegexpError */
  constructor(
    readonly name: string,
    readonly operator: MatchOperator,
    readonly value: string,
  ) {
    if (operator === '=~' || operator === '!~') this.regexp = new Regexp(value);
  }

  matches(value: string): boolean {
    switch (this.operator) {
      case '=':
        return value === this.value;
      case '!=':
        return value !== this.value;
      case '=~':
        return this.regexp?.matches(value) === true;
      case '!~':
        return this.regexp?.matches(value) === false;
    }
  }

  /** As PromQL writes it. */
  toString(): string {
    return `${this.name}${this.operator}${JSON.stringify(this.value)}`;
  }
}
