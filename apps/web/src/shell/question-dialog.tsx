import { useEffect, useId, useRef, type ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly isOpen: boolean;
  /** Escape, and every way out that decides nothing. */
  onClose(): void;
  readonly children: ReactNode;
}

/** A question that somebody asked for by pressing a button; nothing else ever opens one. */
export function QuestionDialog({ title, isOpen, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} className="question" aria-labelledby={titleId} onClose={onClose}>
      {isOpen && (
        <div className="question-body">
          <h3 id={titleId}>{title}</h3>
          {children}
        </div>
      )}
    </dialog>
  );
}
