import type { AskedForMend, MendId } from '@ingot/inspector';
import type { FamilyName, FlavorId, ImageId, ImagePoolId, ProjectId } from '../../kernel/ids.ts';
import type { Firmware, ImageType, MachineNetwork, OsType } from '../../machines/index.ts';
import type { Configuration } from '../../publishing/index.ts';
import type { Shell } from './recipe-schema.ts';

/** What a recipe says, read and found sound. */
export interface RecipePlan {
  readonly description: string | null;
  /** Null where it is said for each run. */
  readonly base: RecipeBase | null;
  readonly machine: RecipeMachine;
  readonly variables: ReadonlyMap<string, RecipeVariable>;
  readonly steps: readonly RecipeStep[];
  /** Null: what is built stays as it was left. */
  readonly clean: { readonly keep: readonly MendId[]; readonly also: readonly AskedForMend[] } | null;
  readonly check: { readonly profiles: readonly string[]; readonly mustPass: boolean } | null;
  readonly publish: RecipePublish;
}

export type RecipeBase =
  | { readonly kind: 'image'; readonly imageId: ImageId }
  /** `project`: null for that of the run. */
  | { readonly kind: 'family'; readonly family: FamilyName; readonly project: ProjectId | null }
  /** A disc that installs a system, with an agent, by itself. */
  | { readonly kind: 'iso'; readonly imageId: ImageId };

export interface RecipeMachine {
  readonly flavor: FlavorId;
  /** Null: as the base says. */
  readonly firmware: Firmware | null;
  readonly os: OsType | null;
  /** Null: as the flavor or the base says. */
  readonly diskGib: number | null;
  readonly network: MachineNetwork;
  readonly media: readonly ImageId[];
  /** Milliseconds. */
  readonly bootTimeout: number;
}

export interface RecipeVariable {
  readonly description: string | null;
  /** Null: it has to be given. */
  readonly default: string | null;
  readonly secret: boolean;
}

export interface RecipePublish {
  readonly name: string;
  readonly family: FamilyName | null;
  readonly held: boolean;
  readonly properties: Readonly<Record<string, string>>;
  readonly desktop: RecipeDesktop | null;
}

export interface RecipeDesktop {
  readonly imageType: ImageType;
  readonly poolId: ImagePoolId;
  readonly fileType: 'qcow2' | 'vhd' | null;
  readonly parentId: ImageId | null;
  readonly configuration: Configuration;
}

/** Something that is done in the guest. */
export type RecipeStep = {
  /** For people. */
  readonly name: string;
  /** Milliseconds. */
  readonly timeout: number;
} & StepAction;

export type StepAction =
  | {
      readonly kind: 'script';
      readonly script: string;
      /** Null: what the system has, `sh` or PowerShell. */
      readonly shell: Shell | null;
      readonly successCodes: readonly number[];
    }
  /** `mode`: octal, null for what the system gives. */
  | { readonly kind: 'upload'; readonly to: string; readonly bytes: Buffer; readonly mode: string | null }
  /** By the guest's own package manager; `files` are paths in the guest. */
  | { readonly kind: 'packages'; readonly names: readonly string[]; readonly files: readonly string[] }
  | { readonly kind: 'reboot' }
  /** Milliseconds. */
  | { readonly kind: 'wait'; readonly duration: number }
  | { readonly kind: 'wait-for-file'; readonly path: string };

export const STEP_KINDS = ['script', 'upload', 'packages', 'reboot', 'wait', 'wait-for-file'] as const;
export type StepKind = (typeof STEP_KINDS)[number];
