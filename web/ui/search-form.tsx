import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { withQuery } from '../api.ts';
import { Button } from './button.tsx';
import { TextField } from './field.tsx';
import styles from './search-form.module.css';

interface SearchFormProps {
  /** the list's address, to which what is looked for is added as `q` */
  path: string;
  /** what is looked for now */
  q: string;
  label: string;
  /** on the button */
  submit: string;
}

/** Looks for words in a list; nothing happens before the button is pressed. Give it `q` as its key. */
export function SearchForm({ path, q, label, submit }: SearchFormProps) {
  const { route } = useLocation();
  const [typed, setTyped] = useState(q);
  return (
    <search>
      <form
        class={styles.search}
        onSubmit={(event) => {
          event.preventDefault();
          route(withQuery(path, { q: typed.trim() }));
        }}
      >
        <TextField type="search" label={label} value={typed} onText={setTyped} maxLength={200} />
        <Button type="submit">{submit}</Button>
      </form>
    </search>
  );
}
