'use client';

import dynamic from 'next/dynamic';
import { useRef, useState } from 'react';
import { useWorkspace } from '@/components/hooks/workspace';
import { Icon, type IconName } from '@/components/ui/icon';
import { Popover } from '@/components/ui/popover';
import type { MetricRequest } from '@/lib/core/request';
import type { Asked } from './asked';
import type { Own } from './own';
import { type RowsChoice, rowsBehind } from './rows-choice';

const HowCalculated = dynamic(() => import('./how-calculated').then((module) => module.HowCalculated), { ssr: false });
const AnswerTable = dynamic(() => import('./answer-table').then((module) => module.AnswerTable), { ssr: false });
const RowsDialog = dynamic(() => import('./rows-dialog').then((module) => module.RowsDialog), { ssr: false });

interface PanelMenuProps {
  title: string;
  /** everything the panel asked: its table, its definitions and its files hold all of it */
  asked: Asked[];
  /** what it draws that no metric's question holds: then its table and its file hold that */
  own?: Own;
}

type Opened = { what: 'table' } | { what: 'definition' } | { what: 'rows'; choices: RowsChoice[] };

const exportUrl = (requests: MetricRequest[], format: 'csv' | 'xlsx') =>
  `/api/v1/exports/query.${format}?${requests.map((one) => `request=${encodeURIComponent(JSON.stringify(one))}`).join('&')}`;

/** What can be done with a panel: its table, its definition, its file or image, and the rows it is made of. */
export function PanelMenu({ title, asked, own }: PanelMenuProps) {
  const workspace = useWorkspace();
  const { mayExport, mayReadRows, metrics } = workspace;
  const [opened, setOpened] = useState<Opened | null>(null);
  const [problem, setProblem] = useState('');
  const root = useRef<HTMLDivElement>(null);
  if (asked.length === 0 && !own) return null;
  const hasTable = own?.table !== undefined || asked.length > 0;
  const requests = asked.map(({ request }) => request);
  const choices = mayReadRows ? choicesOf(requests, (metric) => metrics[metric]?.hasRows === true) : [];
  const close = () => setOpened(null);
  const trying = async (what: string, save: () => Promise<void>) => {
    setProblem('');
    try {
      await save();
    } catch (error) {
      setProblem(`${what} ${error instanceof Error ? error.message : ''}`);
    }
  };
  const saveFile = (format: 'csv' | 'xlsx', one: Own) =>
    trying('No file was saved.', async () => (await import('./take-away')).saveOwnFile(format, title, asked, one));
  const savePng = () =>
    trying('No image was saved.', async () => {
      const [{ savePicture }, { pictureWords }, { notePicture }] = await Promise.all([
        import('./picture'),
        import('./picture-words'),
        import('./take-away'),
      ]);
      const panel = root.current!.closest<HTMLElement>('[data-state]')!;
      const words = await pictureWords(title, asked, workspace, own);
      // What cannot be noted does not leave.
      await notePicture(title, asked, own);
      await savePicture(panel, words);
    });
  return (
    <div className="panel-menu" ref={root}>
      <Popover
        align="end"
        buttonClass="icon-button"
        label={`More about: ${title}`}
        title="Table, definition, download"
        button={<Icon name="more" />}
      >
        {(shut) => {
          const choose = (action: () => void) => () => {
            shut();
            action();
          };
          return (
            <>
              {hasTable && (
                <MenuButton icon="table" onClick={choose(() => setOpened({ what: 'table' }))}>
                  Show as table
                </MenuButton>
              )}
              <MenuButton icon="info" onClick={choose(() => setOpened({ what: 'definition' }))}>
                How is this calculated?
              </MenuButton>
              {choices.length > 0 && (
                <MenuButton icon="menu" onClick={choose(() => setOpened({ what: 'rows', choices }))}>
                  Rows behind this number
                </MenuButton>
              )}
              {mayExport && (
                <>
                  <div className="menu-line" />
                  {own?.table && (
                    <>
                      <MenuButton icon="file" onClick={choose(() => void saveFile('csv', own))}>
                        Download CSV
                      </MenuButton>
                      <MenuButton icon="file" onClick={choose(() => void saveFile('xlsx', own))}>
                        Download XLSX
                      </MenuButton>
                    </>
                  )}
                  {!own?.table && asked.length > 0 && (
                    <>
                      <a className="menu-item" href={exportUrl(requests, 'csv')} download onClick={shut}>
                        <Icon name="file" /> Download CSV
                      </a>
                      <a className="menu-item" href={exportUrl(requests, 'xlsx')} download onClick={shut}>
                        <Icon name="file" /> Download XLSX
                      </a>
                    </>
                  )}
                  <MenuButton icon="file" onClick={choose(() => void savePng())}>
                    Download PNG
                  </MenuButton>
                </>
              )}
            </>
          );
        }}
      </Popover>
      {problem && (
        <p className="panel-problem bad" role="alert">
          {problem}
        </p>
      )}
      {opened?.what === 'table' && (
        <AnswerTable
          title={title}
          asked={asked}
          own={own?.table}
          onRows={mayReadRows ? (choice) => setOpened({ what: 'rows', choices: [choice] }) : undefined}
          onClose={close}
        />
      )}
      {opened?.what === 'definition' && <HowCalculated asked={asked} title={title} how={own?.how} onClose={close} />}
      {opened?.what === 'rows' && <RowsDialog choices={opened.choices} onClose={close} />}
    </div>
  );
}

/** The conversation numbers a panel's questions ask for, each over its whole period, none twice. */
function choicesOf(requests: MetricRequest[], hasRows: (metric: string) => boolean): RowsChoice[] {
  const all = requests.flatMap((request) =>
    request.metrics.filter(hasRows).map((metric) => rowsBehind(request, metric)),
  );
  return [...new Map(all.map((choice) => [JSON.stringify(choice), choice])).values()];
}

function MenuButton({ icon, onClick, children }: { icon: IconName; onClick: () => void; children: string }) {
  return (
    <button type="button" className="menu-item" onClick={onClick}>
      <Icon name={icon} /> {children}
    </button>
  );
}
