import { useTranslation } from 'react-i18next';
import { Money } from '@/ui/Money';
import { total, wan } from '@/ui/money';
import { useWords } from '@/ui/words';
import type { Schema } from './check';
import { partsOf, type Part, type Ui } from './fieldKinds';
import type { UploadedFile } from './upload';
import { sizeOf } from './upload';
import type { Row } from './fields/paste';
import './reading.css';

function Rows({ part, rows, onFile }: { part: Part; rows: readonly Row[]; onFile?: (file: string) => void }) {
  const { t } = useTranslation('projects');
  const words = useWords();
  const columns = partsOf(part.schema.items ?? {}, part.ui.items ?? {});
  const summed = columns.some((column) => column.ui['ui:options']?.sum);
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
            <tr key={at}>{columns.map((column) => (
              <td key={column.name} className={column.kind === 'money' ? 'right' : ''}>
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

/** A value of a form as it is read, not edited. */
export function Reading({ part, value, onFile }: { part: Part; value: unknown; onFile?: (file: string) => void }) {
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
    case 'legal-entity':
      return <>{(value as { name: string }).name}</>;
    case 'statement':
      return <>{words(part.ui['ui:options']?.text)}<br /><b>{t('accepted')}</b></>;
    case 'table':
    case 'member-table':
      return <Rows part={part} rows={value as Row[]} onFile={onFile} />;
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

/** A whole section as it is read. */
export function SectionReading({ schema, ui, content, onFile }: {
  schema: unknown; ui: unknown; content: unknown; onFile?: (file: string) => void;
}) {
  const words = useWords();
  const values = (content ?? {}) as Record<string, unknown>;
  return (
    <dl className="reading">
      {partsOf(schema as Schema, ui as Ui).map((part) => (
        <div key={part.name} className={['table', 'member-table', 'long-text', 'statement'].includes(part.kind) ? 'whole' : ''}>
          <dt>{words(part.ui['ui:options']?.name)}</dt>
          <dd><Reading part={part} value={values[part.name]} onFile={onFile} /></dd>
        </div>
      ))}
    </dl>
  );
}
