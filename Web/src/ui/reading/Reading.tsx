import { useTranslation } from 'react-i18next';
import { plain, sameContent } from '@/api/drafts';
import { Money } from '@/ui/Money';
import { total, wan } from '@/ui/money';
import { useWords } from '@/ui/words';
import { partsOf, type Part, type Ui } from './fieldKinds';
import { sizeOf, type UploadedFile } from './files';
import type { Schema } from './schema';
import './reading.css';

type Row = Record<string, unknown>;

/** Rows that were not there before, told by content: moving a row is no change of it. */
export function newRows(rows: readonly unknown[], earlier: readonly unknown[]): boolean[] {
  const left = earlier.map((row) => JSON.stringify(plain(row)));
  return rows.map((row) => {
    const at = left.indexOf(JSON.stringify(plain(row)));
    if (at >= 0) {
      left.splice(at, 1);
    }
    return at < 0;
  });
}

function Rows({ part, rows, earlier, onFile }: {
  part: Part; rows: readonly Row[]; earlier?: readonly Row[]; onFile?: (file: string) => void;
}) {
  const { t } = useTranslation('projects');
  const words = useWords();
  const columns = partsOf(part.schema.items ?? {}, part.ui.items ?? {});
  const summed = columns.some((column) => column.ui['ui:options']?.sum);
  const marks = earlier ? newRows(rows, earlier) : [];
  return (
    <div className="reading-rows" tabIndex={0} role="group" aria-label={words(part.ui['ui:options']?.name)}>
      <table>
        <thead>
          <tr>{columns.map((column) => (
            <th key={column.name} className={column.kind === 'money' ? 'right' : ''}>
              {words(column.ui['ui:options']?.name)}{column.kind === 'money' && `（${t('wan')}）`}
            </th>
          ))}</tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at} className={marks[at] ? 'changed-row' : undefined}>{columns.map((column, place) => (
              <td key={column.name} className={column.kind === 'money' ? 'right' : ''}>
                {place === 0 && marks[at] && <span className="sr">{t('changed.row')}</span>}
                {column.kind === 'money'
                  ? <Money fen={row[column.name] as number | undefined} />
                  : <Reading part={column} value={row[column.name]} onFile={onFile} />}
              </td>
            ))}</tr>
          ))}
        </tbody>
        {summed && (
          <tfoot>
            <tr>{columns.map((column, at) => (
              <td key={column.name} className={column.kind === 'money' ? 'right num' : 'num'}>
                <b>{column.ui['ui:options']?.sum
                  ? (column.kind === 'money'
                    ? wan(total(rows.map((row) => row[column.name] as number | undefined)))
                    : total(rows.map((row) => row[column.name] as number | undefined)))
                  : at === 0 ? t('sum') : ''}</b>
              </td>
            ))}</tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function Entries({ part, entries, onFile }: { part: Part; entries: readonly Row[]; onFile?: (file: string) => void }) {
  return (
    <ol className="reading-entries">
      {entries.map((entry, at) => (
        <li key={at}><SectionReading schema={part.schema.items} ui={part.ui.items} content={entry} onFile={onFile} /></li>
      ))}
    </ol>
  );
}

/** A value of a form as it is read, not edited. */
export function Reading({ part, value, earlier, onFile }: {
  part: Part; value: unknown; earlier?: unknown; onFile?: (file: string) => void;
}) {
  const { t } = useTranslation('projects');
  const words = useWords();
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) {
    return <span className="muted">{t('notFilled')}</span>;
  }
  switch (part.kind) {
    case 'money':
      return <Money fen={value as number} unit />;
    case 'choice':
      return <>{words(part.ui['ui:options']?.names?.[String(value)]) || String(value)}</>;
    case 'tree-choice':
      return <>{(value as { name: string }).name}<span className="muted num">（{(value as { code: string }).code}）</span></>;
    case 'sensitive':
      return <span className="num">{typeof value === 'string' ? value : (value as { mask: string }).mask}</span>;
    case 'entries':
      return <Entries part={part} entries={value as Row[]} onFile={onFile} />;
    case 'person':
    case 'legal-entity':
      return <>{(value as { name: string }).name}</>;
    case 'statement':
      return <>{words(part.ui['ui:options']?.text)}<br /><b>{t('accepted')}</b></>;
    case 'table':
    case 'member-table':
      return <Rows part={part} rows={value as Row[]} earlier={earlier as Row[] | undefined} onFile={onFile} />;
    case 'file':
      return (
        <ul className="plain-list">
          {(value as UploadedFile[]).map((file) => (
            <li key={file.file}>
              {onFile
                ? <button type="button" className="linkish" onClick={() => onFile(file.file)}>{file.name}</button>
                : file.name} <span className="muted small num">{sizeOf(file.size)}</span>
            </li>
          ))}
        </ul>
      );
    default:
      return <span className="prose">{String(value)}</span>;
  }
}

/** The mark of a changed field, and what it held before. */
function Earlier({ part, value }: { part: Part; value: unknown }) {
  const { t } = useTranslation('projects');
  return (
    <details className="earlier">
      <summary>{t('changed.before')}</summary>
      <Reading part={part} value={value} />
    </details>
  );
}

/** A whole section as it is read; fields that differ from an earlier content are marked. */
export function SectionReading({ id = '', schema, ui, content, earlier, hidden = [], onFile }: {
  id?: string; schema: unknown; ui: unknown; content: unknown; earlier?: unknown; hidden?: readonly string[];
  onFile?: (file: string) => void;
}) {
  const { t } = useTranslation('projects');
  const words = useWords();
  const values = (content ?? {}) as Record<string, unknown>;
  const known = (earlier ?? {}) as Record<string, unknown>;
  const isChanged = (part: Part) => earlier !== undefined && !sameContent(values[part.name], known[part.name]);
  return (
    <dl className="reading">
      {partsOf(schema as Schema, ui as Ui).filter((part) => !hidden.includes(part.name)).map((part) => (
        <div
          key={part.name} id={isChanged(part) ? `${id}-${part.name}` : undefined}
          className={`${['table', 'member-table', 'long-text', 'statement', 'entries'].includes(part.kind) ? 'whole' : ''} ${isChanged(part) ? 'changed' : ''}`}
        >
          <dt>{words(part.ui['ui:options']?.name)}{isChanged(part) && <b className="changed-mark">{t('changed.mark')}</b>}</dt>
          <dd>
            <Reading part={part} value={values[part.name]} earlier={isChanged(part) ? known[part.name] ?? [] : undefined} onFile={onFile} />
            {isChanged(part) && <Earlier part={part} value={known[part.name]} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
