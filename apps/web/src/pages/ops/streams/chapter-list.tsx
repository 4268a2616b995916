import { useEffect, useRef } from 'react';
import type { Chapter } from '../answers';
import { clockWords, typeWords } from '../words';

interface ChapterListProps {
  readonly chapters: readonly Chapter[];
  readonly version: number;
  choose(version: number): void;
}

/** Events in order; the one that is looked at stays in sight. */
export function ChapterList({ chapters, version, choose }: ChapterListProps) {
  const here = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const [button, around] = [here.current, list.current];
    if (!button || !around) return;
    // Not `scrollIntoView`, which takes the page along.
    const top = button.offsetTop - around.offsetTop;
    if (top < around.scrollTop || top + button.offsetHeight > around.scrollTop + around.clientHeight) {
      around.scrollTop = top - around.clientHeight / 2;
    }
  }, [version, chapters]);
  return (
    <ol className="chapters" ref={list} start={chapters[0]?.version}>
      {chapters.map((chapter) => (
        <li key={chapter.version}>
          <button
            type="button"
            className="plain"
            ref={chapter.version === version ? here : undefined}
            aria-current={chapter.version === version ? 'step' : undefined}
            onClick={() => choose(chapter.version)}
          >
            <span className="number quiet">{chapter.version}</span>
            <span>{typeWords(chapter.type)}</span>
            <span className="number quiet small">{clockWords(chapter.occurredAt)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
