import { COUNTERS } from './reach.ts';

const REACH = `first integer not null, last integer not null, spread integer not null,
  own_first integer not null, own_spread integer not null`;

/**
 * What a ledger keeps. `arrival` puts contents in order by its key; `content` has them in that order, numbered, with the
 * artefacts of images beside those.
 * A chunk that is both page and content of somebody has a row in both `chunk` and `page`: the one counts its bytes, the
 * other tells whether what is below was gone through.
 */
export const LEDGER_SCHEMA = `
  create table arrival (
    project text, shelf integer, family text, root text, holder text, place text, size integer,
    primary key (project, shelf, family, root, holder, place)
  ) without rowid;
  create table artefact (image text, root text, primary key (image, root)) without rowid;
  create table content (
    number integer primary key, project text, shelf integer, family text, root text, holder text, place text,
    size integer, stored integer, plain integer, tree_measured_at integer,
    ${COUNTERS.map((counter) => `${counter} integer not null default 0`).join(', ')}
  );
  create table tree (root text primary key, stored integer, plain integer) without rowid;
  create table chunk (id blob primary key, stored integer not null, plain integer not null, ${REACH}) without rowid;
  create table page (id blob primary key, ${REACH}) without rowid;
`;
