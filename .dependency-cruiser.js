const kernel = 'packages/server/src/kernel';
const db = 'packages/server/src/db';
const jobs = 'packages/server/src/jobs';
const identity = 'packages/server/src/identity';
const quotas = 'packages/server/src/quotas';
const images = 'packages/server/src/images';
const metadefs = 'packages/server/src/metadefs';
const volumes = 'packages/server/src/volumes';
const inspection = 'packages/server/src/inspection';
const flavors = 'packages/server/src/flavors';
const keyPairs = 'packages/server/src/key-pairs';
const preparation = 'packages/server/src/preparation';
const imageExports = 'packages/server/src/exports';
const publishing = 'packages/server/src/publishing';
const recipes = 'packages/server/src/recipes';
const storage = 'packages/server/src/storage';
const machines = 'packages/server/src/machines';
const changes = 'packages/server/src/changes';
const audit = 'packages/server/src/audit';
const operations = 'packages/server/src/operations';
const consoles = 'packages/server/src/consoles';
const http = 'packages/server/src/http';
const config = 'packages/server/src/config';
const encryption = 'packages/server/src/encryption';
const dataDirectory = 'packages/server/src/data-directory';

/**
 * Which part may import which: the arrows of ARCHITECTURE.md, whole. What is not in a list is forbidden, so a new folder
 * has to be entered here before anything can use it. `scripts/direction.test.js` proves that every rule bites.
 *
 * @type {Record<string, string[]>} folder → what its files may import beside themselves and Node
 */
const MAY_IMPORT = {
  'packages/disk': [],
  'packages/judges': [],
  'packages/chunk-store': ['packages/disk', 'packages/judges'],
  'packages/inspector': ['packages/disk', 'packages/judges'],
  [kernel]: [],
  [config]: [],
  [dataDirectory]: [],
  [db]: [kernel, 'packages/chunk-store', 'packages/judges'],
  [encryption]: [config, db, 'packages/chunk-store'],
  [jobs]: [kernel, db],
  [identity]: [kernel, db, jobs, 'packages/judges'],
  [quotas]: [kernel, db],
  [images]: [kernel, db, jobs, identity, 'packages/chunk-store', 'packages/disk'],
  [volumes]: [kernel, db, jobs, identity, images, 'packages/chunk-store', 'packages/disk'],
  [imageExports]: [kernel, db, jobs, images, 'packages/chunk-store', 'packages/disk'],
  [inspection]: [kernel, db, jobs, images, 'packages/inspector'],
  [flavors]: [kernel, db],
  [keyPairs]: [kernel, db],
  [machines]: [kernel, db, jobs, images, volumes, flavors, 'packages/chunk-store', 'packages/disk'],
  [preparation]: [kernel, db, jobs, images, inspection, 'packages/chunk-store', 'packages/disk', 'packages/inspector'],
  [audit]: [kernel, db, jobs],
  [operations]: [kernel, db, jobs],
  [changes]: [kernel, db],
  [publishing]: [
    kernel,
    db,
    jobs,
    images,
    inspection,
    flavors,
    machines,
    'packages/chunk-store',
    'packages/disk',
    'packages/inspector',
    'packages/judges',
  ],
  [recipes]: [kernel, db, jobs, images, inspection, machines, preparation, publishing, flavors, 'packages/inspector'],
  [metadefs]: [kernel, db, jobs, identity],
  [storage]: [kernel, db, jobs, identity, images, 'packages/chunk-store'],
  [consoles]: [kernel, db, machines],
  [http]: [
    operations,
    audit,
    consoles,
    kernel,
    db,
    jobs,
    identity,
    quotas,
    images,
    volumes,
    imageExports,
    inspection,
    publishing,
    recipes,
    flavors,
    keyPairs,
    machines,
    preparation,
    changes,
    metadefs,
    storage,
    'packages/inspector',
  ],
  'packages/server/src/testing': ['packages/server/src'],
  'packages/client': [],
  'packages/console': ['packages/client'],
  'packages/cli': [
    'packages/client',
    'packages/chunk-store',
    'packages/disk',
    'packages/inspector',
    'packages/judges',
    'scripts',
  ],
  acceptance: ['packages/judges'],
  bench: ['acceptance', 'packages/judges'],
  scripts: [],
};

/** Folders with one door, `index.ts`. */
const WITH_INDEX = [
  operations,
  audit,
  consoles,
  flavors,
  keyPairs,
  machines,
  changes,
  inspection,
  preparation,
  publishing,
  recipes,
  db,
  jobs,
  identity,
  quotas,
  images,
  volumes,
  imageExports,
  metadefs,
  storage,
  config,
  encryption,
  dataDirectory,
].join('|');

const OURS = '^(packages|acceptance|bench|scripts)/';
const TESTS = String.raw`\.test\.[jt]s$|/testing/|/testing\.ts$|^packages/judges/`;
const COMPOSITION = String.raw`^packages/server/src/[^/]+\.ts$`;
const APP = String.raw`^packages/server/src/(app|compose-[a-z]+)\.ts$`;
const INDEX = String.raw`/index\.ts$`;
const ADAPTER = String.raw`(\.sql|/sql/[^/]+)\.ts$|^${machines}/qemu/`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
      name: `${folder} imports ${allowed.length === 0 ? 'nothing of ours' : `only ${allowed.join(', ')}`}`,
      severity: 'error',
      from: { path: `^${folder}/` },
      to: { path: OURS, pathNot: `^(${[folder, ...allowed].join('|')})/` },
    })),
    {
      name: 'every folder has its list of imports',
      severity: 'error',
      from: { path: OURS, pathNot: [`^(${Object.keys(MAY_IMPORT).join('|')})/`, COMPOSITION] },
      to: {},
    },
    {
      name: 'nobody imports main.ts',
      severity: 'error',
      from: { path: OURS },
      to: { path: String.raw`^packages/server/src/main\.ts$` },
    },
    {
      name: 'another folder is entered through its index.ts',
      severity: 'error',
      from: { path: '^(packages/server/src/[^/]+)', pathNot: [APP, TESTS] },
      to: { path: `^(${WITH_INDEX})/`, pathNot: ['^$1/', INDEX] },
    },
    {
      name: 'app.ts and tests enter a folder through its index.ts or name its adapters',
      severity: 'error',
      from: { path: [`^(packages/server/src/[^/]+)/.*(?:${TESTS})`, APP] },
      to: { path: `^(${WITH_INDEX})/`, pathNot: ['^$1/', INDEX, ADAPTER, TESTS] },
    },
    {
      name: 'another package is entered through its index.ts',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: {
        path: '^packages/',
        pathNot: ['^packages/$1/', String.raw`^packages/[^/]+/src/((testing|russian|wire|packing)/)?index\.ts$`],
      },
    },
    {
      name: 'adapters are named by app.ts only',
      severity: 'error',
      from: { path: OURS, pathNot: [APP, ADAPTER, TESTS] },
      to: { path: ADAPTER },
    },
    {
      name: 'routes reach the database through the domains; their tests may open one',
      severity: 'error',
      from: { path: `^${http}/`, pathNot: TESTS },
      to: { path: `^${db}/` },
    },
    {
      name: 'dialects of HTTP do not know each other',
      severity: 'error',
      from: { path: '^(packages/server/src/http/(?:openstack/)?[^/]+)/' },
      to: {
        path: '^packages/server/src/http/(openstack/)?[^/]+/',
        pathNot: ['^$1/', String.raw`^packages/server/src/http/openstack/[^/]+\.ts$`],
      },
    },
    {
      name: 'the product does not import its tests',
      severity: 'error',
      from: { path: OURS, pathNot: [TESTS, '^(bench|acceptance)/', '^packages/[^/]+/scripts/'] },
      to: { path: TESTS },
    },
    {
      name: 'disk and chunk-store need no npm package',
      severity: 'error',
      from: { path: '^packages/(disk|chunk-store)/', pathNot: [TESTS, '/backends/s3/', '/src/crc\\.ts$'] },
      to: { path: '(^|/)node_modules/' },
    },
    {
      name: 'the product does not import what only development has',
      severity: 'error',
      from: { path: '^packages/', pathNot: [TESTS, '^packages/[^/]+/scripts/'] },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'imported packages are declared',
      severity: 'error',
      from: { path: OURS },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'imports resolve', severity: 'error', from: { path: OURS }, to: { couldNotResolve: true } },
    { name: 'no cycle', severity: 'error', from: { path: OURS }, to: { circular: true } },
    { name: 'no orphan', severity: 'error', from: { path: OURS, orphan: true, pathNot: TESTS }, to: {} },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // A browser loads them, from where the service has them.
    exclude: { path: ['/http/screens/page/', '^packages/console/dist/'] },
    // `import type` is a dependency as well, though it is gone when the program runs.
    tsPreCompilationDeps: true,
    // The tools at the root are there for the tests of every package.
    combinedDependencies: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
