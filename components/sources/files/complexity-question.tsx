'use client';

import { type KeyboardEvent, useRef } from 'react';
import { formatCount } from '@/lib/core/format';
import type { TopicVolume } from '@/lib/core/recognition';
import { COMPLEXITIES, type Complexity } from '@/lib/core/setup';
import { shareWord } from './words';

interface ComplexityQuestionProps {
  topics: readonly TopicVolume[];
  chosen: Readonly<Record<string, Complexity>>;
  onChange: (chosen: Record<string, Complexity>) => void;
}

const WORDS: Record<Complexity, string> = { simple: 'Simple', moderate: 'Moderate', complex: 'Complex' };

/** How hard each topic is. One key a topic: 1, 2 or 3, 0 takes it back, and the next topic has the focus. */
export function ComplexityQuestion({ topics, chosen, onChange }: ComplexityQuestionProps) {
  const list = useRef<HTMLDivElement>(null);
  const all = topics.reduce((sum, { rows }) => sum + rows, 0);
  const told = topics.reduce((sum, { topic, rows }) => sum + (Object.hasOwn(chosen, topic) ? rows : 0), 0);
  const set = (topic: string, how: Complexity | null) => {
    const { [topic]: _, ...others } = chosen;
    onChange(how ? { ...others, [topic]: how } : others);
  };
  const byKey = (event: KeyboardEvent, topic: string, index: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-3]$/.test(event.key)) return;
    event.preventDefault();
    const how = COMPLEXITIES[Number(event.key) - 1] ?? null;
    set(topic, how);
    const next = how === null ? index : Math.min(index + 1, topics.length - 1);
    const row = list.current?.children[next];
    (row?.querySelector<HTMLElement>('input:checked') ?? row?.querySelector('input'))?.focus();
  };
  return (
    <fieldset className="question">
      <legend>How hard is each topic?</legend>
      <p className="quiet">
        No vendor says it, and AI and people are only compared on matters that are equally hard. Keys: 1 simple, 2
        moderate, 3 complex, 0 not said. Said for {shareWord(told, all)} of the {formatCount(all)} conversations with a
        topic.
      </p>
      <div className="topic-list" ref={list}>
        {topics.map(({ topic, rows }, index) => (
          <div
            key={topic}
            role="radiogroup"
            aria-label={`How hard is ${topic}?`}
            onKeyDown={(event) => byKey(event, topic, index)}
          >
            <span className="topic-name">
              {topic} <span className="quiet">{formatCount(rows)}</span>
            </span>
            <span className="topic-choices">
              {COMPLEXITIES.map((how) => (
                <label key={how}>
                  <input
                    type="radio"
                    name={`how hard is ${topic}`}
                    checked={chosen[topic] === how}
                    onChange={() => set(topic, how)}
                  />
                  {WORDS[how]}
                </label>
              ))}
            </span>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
