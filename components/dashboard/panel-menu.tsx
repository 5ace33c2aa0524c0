'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useWorkspace } from '@/components/hooks/workspace';
import { Icon, type IconName } from '@/components/ui/icon';
import { Popover } from '@/components/ui/popover';
import type { MetricRequest } from '@/lib/core/request';
import type { Asked } from './asked';

const HowCalculated = dynamic(() => import('./how-calculated').then((module) => module.HowCalculated), { ssr: false });
const AnswerTable = dynamic(() => import('./answer-table').then((module) => module.AnswerTable), { ssr: false });

interface PanelMenuProps {
  title: string;
  /** what the panel asked; the first is the one a file is made of when there is but one */
  asked: Asked[];
}

const exportUrl = (request: MetricRequest, format: 'csv' | 'xlsx') =>
  `/api/v1/exports/query.${format}?request=${encodeURIComponent(JSON.stringify(request))}`;

/** What can be done with a panel: its table, its definition, its file. */
export function PanelMenu({ title, asked }: PanelMenuProps) {
  const { mayExport } = useWorkspace();
  const [open, setOpen] = useState<'table' | 'definition' | null>(null);
  const main = asked[0];
  if (!main) return null;
  return (
    <div className="panel-menu">
      <Popover
        align="end"
        buttonClass="icon-button"
        label={`More about: ${title}`}
        title="Table, definition, download"
        button={<Icon name="more" />}
      >
        {(close) => {
          const choose = (what: 'table' | 'definition') => {
            close();
            setOpen(what);
          };
          return (
            <>
              <MenuButton icon="table" onClick={() => choose('table')}>
                Show as table
              </MenuButton>
              <MenuButton icon="info" onClick={() => choose('definition')}>
                How is this calculated?
              </MenuButton>
              {mayExport && (
                <>
                  <div className="menu-line" />
                  <a className="menu-item" href={exportUrl(main.request, 'csv')} download onClick={close}>
                    <Icon name="file" /> Download CSV
                  </a>
                  <a className="menu-item" href={exportUrl(main.request, 'xlsx')} download onClick={close}>
                    <Icon name="file" /> Download XLSX
                  </a>
                </>
              )}
            </>
          );
        }}
      </Popover>
      {open === 'table' && <AnswerTable title={title} asked={asked} onClose={() => setOpen(null)} />}
      {open === 'definition' && <HowCalculated asked={asked} onClose={() => setOpen(null)} />}
    </div>
  );
}

function MenuButton({ icon, onClick, children }: { icon: IconName; onClick: () => void; children: string }) {
  return (
    <button type="button" className="menu-item" onClick={onClick}>
      <Icon name={icon} /> {children}
    </button>
  );
}
