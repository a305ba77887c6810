module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'peer-programs',
  rootDir: __dirname,
};
