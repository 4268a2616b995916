import type { DraftView } from '@tidemark/domain';
import { titleOf } from '../draft-words';
import { TITLE_LENGTH_MAX } from '../list/new-draft';
import { useTyped } from './typed.hook';

interface Props {
  readonly draft: DraftView;
  readonly isReadOnly: boolean;
  onTitle(title: string): void;
}

/** The title, written where it is read. */
export function TitleField({ draft, isReadOnly, onTitle }: Props) {
  const typed = useTyped(draft.title, draft.title);
  if (isReadOnly) return <h2 className="draft-title">{titleOf(draft)}</h2>;
  return (
    <>
      <h2 className="unseen">{titleOf(draft)}</h2>
      <input
        className="draft-title"
        {...{ 'aria-label': 'Title', placeholder: 'Untitled', maxLength: TITLE_LENGTH_MAX, autoComplete: 'off' }}
        value={typed.text}
        onBlur={typed.end}
        onChange={({ target }) => {
          typed.type(target.value, target.value);
          onTitle(target.value);
        }}
      />
    </>
  );
}
