'use client';

import { Icon } from '@/components/ui/icon';

export function PrintButton() {
  return (
    <button type="button" className="button print-button" onClick={() => window.print()}>
      <Icon name="file" size={14} /> Print
    </button>
  );
}
