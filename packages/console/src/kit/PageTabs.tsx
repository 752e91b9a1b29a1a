import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';

/** How a link in tabs looks; the one to the page that is open is marked: `<Link {...TAB} to=…>`. */
export const TAB = {
  className: 'ingot-tab',
  activeProps: { className: 'ingot-tab_active', 'aria-current': 'page' },
} as const;

interface PageTabsProps {
  /** What the tabs are of, for a screen reader. */
  readonly label: string;
  /** Links: every tab has an address. */
  readonly children: ReactNode;
}

/** The parts of a page, of which one is open. */
export function PageTabs({ label, children }: PageTabsProps): ReactNode {
  const tabs = useRef<HTMLElement>(null);
  const shown = useRef('');
  const open = useRouterState({ select: ({ location }) => location.pathname });
  // On a narrow screen the one that is open may lie beyond the edge.
  useEffect(() => {
    if (shown.current === open) return;
    shown.current = open;
    tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [open]);
  return (
    <nav ref={tabs} className="ingot-tabs" aria-label={label}>
      {children}
    </nav>
  );
}
