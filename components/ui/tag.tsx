import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

export type Tone = 'good' | 'bad' | 'warn' | 'neutral';

/** A short state in words, with a sign of its own so that it does not hang on its hue. */
export function Tag({
  tone,
  icon,
  children,
  title,
}: {
  tone: Tone;
  icon?: IconName;
  children: ReactNode;
  title?: string;
}) {
  return (
    <span className={`tag tag-${tone}`} title={title}>
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  );
}
