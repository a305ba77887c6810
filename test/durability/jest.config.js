module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'durability',
  rootDir: __dirname,
  testTimeout: 120_000,
};
