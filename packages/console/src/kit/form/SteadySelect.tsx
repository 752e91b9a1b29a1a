import { Select, type SelectOption, type SelectProps } from '@gravity-ui/uikit';
import { useState, type ReactNode } from 'react';
import { useKept } from './use-kept.ts';

/** Options from which on there is a field to search them. */
const SEARCHED_FROM = 8;

interface SteadySelectProps<Data> extends Omit<SelectProps<Data>, 'children' | 'onOpenChange' | 'open' | 'options'> {
  readonly options: readonly SelectOption<Data>[];
  /** A list that is not searched by others: where it is long it gets a field for that. */
  readonly isSearchedWhenLong?: boolean;
  /** What the service was asked for, where it searches: an open list takes the options of another question. */
  readonly question?: string;
}

/**
 * A list to choose from, as every other of the console is made. While it is open it stays as it is, once it has come: what
 * others make meanwhile would move what somebody is about to click.
 */
export function SteadySelect<Data = never>(props: SteadySelectProps<Data>): ReactNode {
  const { options, isSearchedWhenLong = false, question = '', loading = false, ...rest } = props;
  const [isOpen, setIsOpen] = useState(false);
  const shown = useKept(options, { isOpen, isLoading: loading, question });
  return (
    <Select<Data>
      {...rest}
      {...(isSearchedWhenLong && { filterable: shown.length >= SEARCHED_FROM })}
      loading={loading && shown === options}
      options={[...shown]}
      onOpenChange={setIsOpen}
    />
  );
}
