import { useState } from 'react';

interface Keeping {
  /** Whether somebody looks at it, about to choose. */
  readonly isOpen: boolean;
  /** Nothing is kept before it has come. */
  readonly isLoading: boolean;
  /** What the service was asked for: the answer to another question is another list. */
  readonly question?: string;
}

/** A list as it stood when it was opened, until it is closed. */
export function useKept<List>(current: List, { isOpen, isLoading, question = '' }: Keeping): List {
  const [kept, setKept] = useState<{ readonly list: List; readonly question: string } | null>(null);
  if (!isOpen) {
    if (kept !== null) setKept(null);
    return current;
  }
  if (kept?.question === question) return kept.list;
  if (!isLoading) setKept({ list: current, question });
  return current;
}
