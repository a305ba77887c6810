/** Calls under way by what they ask for: who asks the same meanwhile gets the same answer. */
export class SharedCalls<T> {
  private readonly underWay = new Map<string, Promise<T>>();

  /** The answer of the call under way for `key`, else of a new one. */
  share(key: string, call: () => Promise<T>): Promise<T> {
    let answer = this.underWay.get(key);
    if (answer === undefined) {
      answer = call().finally(() => this.underWay.delete(key));
      this.underWay.set(key, answer);
    }
    return answer;
  }
}
