import { useEffect, useRef, useState } from 'react';
import { App, Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCommand } from '@/api/commands';
import type { DeskSheetLine, ReviewDeskView, ScoreSheetView } from '@/api/types';
import { paths } from '@/app/paths';
import { Empty, Loaded } from '@/ui/States';
import { SheetStatus } from './DeskStatus';
import { Material } from './Material';
import { declareConflict, deskKey, useSheets } from './queries';
import { ReasonDialog } from './ReasonDialog';
import { markOf, nextOpen } from './sheet';
import { SheetPane } from './SheetPane';
import { SubmitAll } from './SubmitAll';

const panes = ['projects', 'material', 'sheet'] as const;
type Pane = (typeof panes)[number];

/** Where the keyboard goes in a pane. */
const entries: Record<Pane, string> = {
  projects: '.desk-list a[aria-current]', material: '.desk-material .desk-scroll', sheet: '.desk-sheet input:not(:disabled)',
};

function Projects({ desk, lines, sheets, current }: {
  desk: string; lines: readonly DeskSheetLine[]; sheets: readonly UseQueryResult<ScoreSheetView>[]; current: string;
}) {
  const { t } = useTranslation('reviews');
  const done = lines.filter((line) => line.state === 'submitted').length;
  const mine = lines.filter((line) => line.state !== 'closed').length;
  const marks = lines.map((line, at) => markOf(line.state, sheets[at]?.data));
  return (
    <>
      <p className="desk-bar">
        <progress value={done} max={Math.max(1, mine)} aria-label={t('desk.progress')} />
        <span className="num">{t('desk.done', { done, all: mine })}</span>
      </p>
      <p className="small muted desk-marks">
        {(['returned', 'complete', 'draft', 'todo'] as const).map((mark) => [mark, marks.filter((each) => each === mark).length] as const)
          .filter(([, count]) => count > 0).map(([mark, count]) => t('desk.marked', { mark: t(`desk.mark.${mark}`), count })).join(' · ')}
      </p>
      <ol className="desk-list">
        {lines.map((line, at) => (
          <li key={line.project}>
            <Link to={paths.desk(desk, line.project)} aria-current={line.project === current ? 'true' : undefined}>
              <span>{line.title}</span>
              <SheetStatus mark={marks[at] ?? 'todo'} />
            </Link>
          </li>
        ))}
      </ol>
    </>
  );
}

/** Declares an interest in the project that is open; far from submitting, and asked for twice. */
function Conflict({ desk, line }: { desk: string; line: DeskSheetLine }) {
  const { t } = useTranslation('reviews');
  const client = useQueryClient();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const declare = useCommand(declareConflict, {
    onSuccess: (after) => {
      client.setQueryData(deskKey(desk), after);
      setOpen(false);
      void message.success(t('desk.recused'));
    },
  });
  if (line.state !== 'open' && line.state !== 'returned') {
    return null;
  }
  return (
    <>
      <button type="button" className="linkish small" onClick={() => { declare.reset(); setOpen(true); }}>{t('desk.recuse')}</button>
      {open && (
        <ReasonDialog
          title={t('desk.recuseOf', { title: line.title })} ok={t('desk.recuse')} hint={t('desk.recuseHint')} danger
          busy={declare.isPending} error={declare.error} onClose={() => setOpen(false)}
          onReason={(reason) => declare.mutate({ id: desk, project: line.project, reason })}
        />
      )}
    </>
  );
}

interface Ways {
  step: (by: number) => void;
  unfinished: () => void;
  show: (pane: Pane) => void;
}

/** Ctrl+↓ and Ctrl+↑ open the next and the previous project, Alt+↓ the next unfinished; Alt+1 to 3 go to a pane. */
function useKeys(ways: Ways): void {
  const latest = useRef(ways);
  useEffect(() => {
    latest.current = ways;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const pane = /^Digit[1-3]$/.test(event.code) ? panes[Number(event.code.slice(5)) - 1] : undefined;
      if (event.altKey && (arrow === 1 || pane)) {
        event.preventDefault();
        if (pane) {
          latest.current.show(pane);
        } else {
          latest.current.unfinished();
        }
      } else if ((event.ctrlKey || event.metaKey) && arrow) {
        event.preventDefault();
        latest.current.step(arrow);
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

/** The desk at work: projects, material and sheet side by side; on a narrow screen one after the other. */
export function DeskWork({ person, desk, wanted }: {
  person: string; desk: ReviewDeskView; wanted: string | undefined;
}) {
  const { t } = useTranslation('reviews');
  const navigate = useNavigate();
  const [pane, setPane] = useState<Pane>('sheet');
  const [moved, setMoved] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const lines = desk.sheets;
  const sheets = useSheets(desk.id, lines.map((line) => line.project));
  const first = lines.find((line) => line.state === 'open' || line.state === 'returned') ?? lines[0];
  const at = Math.max(0, lines.findIndex((line) => line.project === (wanted ?? first?.project)));
  const line = lines[at];
  const sheet = sheets[at];
  const open = (project: string) => {
    setMoved(true);
    void navigate(paths.desk(desk.id, project));
  };
  const step = (by: number) => {
    const next = lines[(at + by + lines.length) % lines.length];
    if (next) {
      open(next.project);
    }
  };
  const unfinished = line && nextOpen(lines, line.project);
  useKeys({
    step,
    unfinished: () => { if (unfinished) { open(unfinished); } },
    show: (next) => {
      setPane(next);
      requestAnimationFrame(() => place.current?.querySelector<HTMLElement>(entries[next])?.focus());
    },
  });
  if (!line || !sheet) {
    return <div className="panel"><Empty title={t('desk.empty')} hint={t('desk.emptyHint')} /></div>;
  }
  const complete = lines.flatMap((each, place) => {
    const read = sheets[place]?.data;
    return read?.editable && markOf(each.state, read) === 'complete' ? [read] : [];
  });
  return (
    <>
      <div className="desk-panes no-print">
        <Segmented<Pane>
          block value={pane} onChange={setPane}
          options={panes.map((value) => ({ value, label: t(`desk.pane.${value}`) }))}
        />
      </div>
      <div ref={place} className="desk" data-pane={pane}>
        <nav className="panel desk-projects" aria-label={t('desk.projects')}>
          <Projects desk={desk.id} lines={lines} sheets={sheets} current={line.project} />
          <SubmitAll desk={desk.id} sheets={complete} />
          <p className="small muted desk-keys">{t('desk.keys')}</p>
        </nav>
        <Material key={line.project} desk={desk.id} project={line.project} />
        <div className="desk-right">
          <div className="spread desk-steps">
            <Button size="small" onClick={() => step(-1)}>{t('desk.previous')}</Button>
            <span className="num small">{t('desk.at', { at: at + 1, all: lines.length })}</span>
            <Button size="small" onClick={() => step(1)}>{t('desk.next')}</Button>
            <Button size="small" disabled={!unfinished} title="Alt + ↓" onClick={() => { if (unfinished) { open(unfinished); } }}>
              {t('desk.nextUnfinished')}
            </Button>
            <Conflict desk={desk.id} line={line} />
          </div>
          {line.note && <p className="band">{t('desk.returned', { note: line.note })}</p>}
          <Loaded query={sheet} lines={10}>
            {(read) => (
              <SheetPane
                key={`${line.project} ${read.editable}`} person={person} sheet={read} focus={moved}
                onSubmitted={() => {
                  const next = nextOpen(lines.map((each) => (each === line ? { ...each, state: 'submitted' } : each)), line.project);
                  if (next) {
                    open(next);
                  }
                }}
              />
            )}
          </Loaded>
        </div>
      </div>
    </>
  );
}
