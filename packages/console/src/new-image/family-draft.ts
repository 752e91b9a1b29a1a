/** Of which line of versions an image is to be. */
export interface FamilyDraft {
  /** Its name; empty for none. */
  readonly family: string;
  readonly isHeld: boolean;
}
