module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'metrics-model',
  rootDir: __dirname,
  // A project of its own.
  testPathIgnorePatterns: ['<rootDir>/dto/'],
};
