import type { DraftView } from '@tidemark/domain';
import { useState } from 'react';
import { AddField } from './add-field';
import './draft-form.css';
import { Field } from './form-field';
import type { FittingForm } from './fitting-form.hook';
import { fieldsOf, type AddedField } from './form-fields';

interface Props {
  readonly draft: DraftView;
  readonly isReadOnly: boolean;
  readonly form: FittingForm;
}

/** The fields, and room for more of them. */
export function DraftForm({ draft, isReadOnly, form: { held, size, change } }: Props) {
  const [added, setAdded] = useState<readonly AddedField[]>([]);
  // Whoever just began it goes on typing.
  const [isNew] = useState(draft.version === 1 && Object.keys(draft.data ?? {}).length === 0);
  const fields = fieldsOf(draft.data, added).map((field) => {
    return Object.hasOwn(held, field.name) ? { ...field, value: held[field.name] } : field;
  });

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
