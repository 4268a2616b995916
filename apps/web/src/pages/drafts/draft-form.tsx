import type { DraftView, Json } from '@tidemark/domain';
import { useState } from 'react';
import { AddField } from './add-field';
import { Field } from './form-field';
import { fieldsOf, sizeAfter, type AddedField } from './form-fields';

interface Props {
  readonly draft: DraftView;
  readonly isReadOnly: boolean;
  onSave(patch: Json): void;
}

type Patch = Readonly<Record<string, Json>>;

const nothing: Patch = {};

/** The form itself. What would not fit stays in its field and is sent with the next change that makes room [F1]. */
export function DraftForm({ draft, isReadOnly, onSave }: Props) {
  const [added, setAdded] = useState<readonly AddedField[]>([]);
  const [held, setHeld] = useState(nothing);
  // Whoever just began it goes on typing.
  const [isNew] = useState(draft.version === 1 && Object.keys(draft.data ?? {}).length === 0);
  const size = sizeAfter(draft.data, held);
  const fields = fieldsOf(draft.data, added).map((field) => {
    return Object.hasOwn(held, field.name) ? { ...field, value: held[field.name] } : field;
  });

  function change(name: string, value: Json) {
    const patch = { ...held, [name]: value };
    const fits = !sizeAfter(draft.data, patch).isOver;
    setHeld(fits ? nothing : patch);
    if (fits) onSave(patch);
  }
  function remove(name: string) {
    setAdded((before) => before.filter((field) => field.name !== name));
    change(name, null);
  }
  function add(field: AddedField) {
    setAdded((before) => [...before, field]);
    if (field.kind === 'check') change(field.name, false);
  }

  return (
    <div className="card draft-form">
      <div className="draft-fields">
        {fields.map((field, nth) => (
          <Field
            key={field.name}
            {...{ field, isReadOnly, isFirst: isNew && !isReadOnly && nth === 0 }}
            onChange={(value) => change(field.name, value)}
            onRemove={() => remove(field.name)}
          />
        ))}
      </div>
      {size.words !== null && (
        <p className={size.isOver ? 'trouble' : 'quiet small'} role={size.isOver ? 'alert' : 'status'}>
          {size.words}
        </p>
      )}
      {!isReadOnly && <AddField fields={fields} onAdd={add} />}
    </div>
  );
}
