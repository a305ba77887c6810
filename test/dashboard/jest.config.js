module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'dashboard-test',
  rootDir: __dirname,
  // A browser on a slow, busy machine.
  testTimeout: 180_000,
};
