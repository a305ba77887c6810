module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'cgroup-parser',
  rootDir: __dirname,
};
