import { openEmbedded, openEmbeddedOnDisk } from './embedded-driver';
import { describeStoreContract } from './store-contract';

describe('the contract of the store, embedded, in memory', () => {
  describeStoreContract(openEmbedded);
});

describe('the contract of the store, embedded, on a disk', () => {
  describeStoreContract(openEmbeddedOnDisk);
});
