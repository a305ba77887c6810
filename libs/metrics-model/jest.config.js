module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'metrics-model',
  rootDir: __dirname,
};
