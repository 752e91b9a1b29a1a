import type { Kysely } from 'kysely';
import type { Verdict } from '@ingot/inspector';
import type { Migrations } from '../db/index.ts';
import type { TreeRoot } from '../images/index.ts';
import type { ImageId, JobId, ProjectId, UserId } from '../kernel/ids.ts';
import type { ReportAttachment, ReportState } from './report.ts';

interface ReportTable {
  id: JobId;
  image_id: ImageId;
  root: TreeRoot | null;
  project_id: ProjectId;
  /** JSON of `KeptProfile[]`. */
  profiles: string;
  status: ReportState['status'];
  /** 1 when somebody wants it to end. */
  cancel: number;
  failure: string | null;
  requested_by: UserId | null;
  created_at: number;
  updated_at: number;
  finished_at: number | null;
}

/** What a profile came to on a disk. */
interface ResultTable {
  root: TreeRoot;
  profile_hash: string;
  subject: string;
  verdict: Verdict;
  /** JSON. */
  result: string;
}

/** Profiles as they were when they judged. */
interface ProfileTable {
  hash: string;
  /** JSON. */
  profile: string;
}

interface FindingsTable {
  root: TreeRoot;
  /** JSON. */
  findings: string;
}

interface AttachmentTable {
  report_id: JobId;
  name: string;
  media_type: ReportAttachment['mediaType'];
  /** Base64. */
  content: string;
}

interface PolicyTable {
  project_id: ProjectId;
  /** JSON of ids, as is the other. */
  required: string;
  checked: string;
  updated_at: number;
}

export type InspectionTables = {
  inspection_report: ReportTable;
  inspection_result: ResultTable;
  inspection_profile: ProfileTable;
  inspection_findings: FindingsTable;
  inspection_attachment: AttachmentTable;
  image_policy: PolicyTable;
};

export const inspectionMigrations: Migrations = {
  '0032-inspection': {
    up: async (kysely: Kysely<unknown>): Promise<void> => {
      const { schema } = kysely;
      await schema
        .createTable('inspection_report')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('image_id', 'text', (column) => column.notNull())
        .addColumn('root', 'text')
        .addColumn('project_id', 'text', (column) => column.notNull())
        .addColumn('profiles', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('cancel', 'integer', (column) => column.notNull())
        .addColumn('failure', 'text')
        .addColumn('requested_by', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .addColumn('finished_at', 'bigint')
        .execute();
      const image = schema.createIndex('inspection_report_image').on('inspection_report');
      await image.columns(['image_id', 'created_at', 'id']).execute();
      await schema.createIndex('inspection_report_root').on('inspection_report').column('root').execute();
      await schema
        .createTable('inspection_result')
        .addColumn('root', 'text', (column) => column.notNull())
        .addColumn('profile_hash', 'text', (column) => column.notNull())
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('verdict', 'text', (column) => column.notNull())
        .addColumn('result', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('inspection_result_key', ['root', 'profile_hash', 'subject'])
        .execute();
      await schema
        .createTable('inspection_profile')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('profile', 'text', (column) => column.notNull())
        .execute();
      await schema
        .createTable('inspection_findings')
        .addColumn('root', 'text', (column) => column.primaryKey())
        .addColumn('findings', 'text', (column) => column.notNull())
        .execute();
      await schema
        .createTable('image_policy')
        .addColumn('project_id', 'text', (column) => column.primaryKey())
        .addColumn('required', 'text', (column) => column.notNull())
        .addColumn('checked', 'text', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
  '0044-attachments-of-reports': {
    up: async (kysely: Kysely<unknown>): Promise<void> => {
      await kysely.schema
        .createTable('inspection_attachment')
        .addColumn('report_id', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('media_type', 'text', (column) => column.notNull())
        .addColumn('content', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('inspection_attachment_key', ['report_id', 'name'])
        .execute();
    },
  },
};
