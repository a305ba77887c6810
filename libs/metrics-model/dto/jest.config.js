module.exports = {
  ...require('../../../jest.preset.js'),
  displayName: 'metrics-model-dto',
  rootDir: __dirname,
};
