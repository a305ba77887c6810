module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'durability',
  rootDir: __dirname,
  // Twenty starts of a server, each some seconds on a busy machine.
  testTimeout: 300_000,
};
