import { EllipsisVertical } from '@gravity-ui/icons';
import { Button, DropdownMenu, Icon } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface RowAction {
  readonly text: string;
  readonly onSelect: () => void;
  readonly isDangerous?: boolean;
  /** Why it cannot be done now. */
  readonly unavailable?: string | undefined;
}

interface RowMenuProps {
  /** What the actions are done to. */
  readonly name: string;
  readonly actions: readonly RowAction[];
}

/** What can be done to a row of a table, behind three dots. */
export function RowMenu({ name, actions }: RowMenuProps): ReactNode {
  const { t } = useTranslation();
  const label = t('word.actionsOf', { name });
  return (
    <DropdownMenu
      items={actions.map(({ text, onSelect, isDangerous = false, unavailable }) => ({
        text,
        action: onSelect,
        disabled: unavailable !== undefined,
        ...(isDangerous && { theme: 'danger' as const }),
        ...(unavailable !== undefined && { title: unavailable, extraProps: { 'aria-disabled': true } }),
      }))}
      popupProps={{ placement: 'bottom-end' }}
      renderSwitcher={(props) => (
        <Button {...props} view="flat" size="s" aria-label={label} title={label}>
          <Icon data={EllipsisVertical} />
        </Button>
      )}
    />
  );
}
