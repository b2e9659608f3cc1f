import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useWords } from '@/ui/words';
import { findingsBelow, useEditing } from './editing';

/** Parts with a page of their own, in the order one designs them. */
export const pages = ['basics', 'holders', 'stages', 'forms', 'facts', 'modes', 'apart', 'quotas', 'documents', 'sheets', 'withdrawals'] as const;
export type PageName = (typeof pages)[number];

/** Members of the whole that stand on the page of basics. */
export const basics = ['name', 'class', 'owner', 'title', 'requested', 'number'] as const;

function Count({ places }: { places: readonly string[] }) {
  const { t } = useTranslation('design');
  const { findings } = useEditing();
  const count = places.reduce((sum, place) => sum + findingsBelow(findings, place).length, 0);
  return count > 0 ? <span className="d-count" title={t('findings.count', { count })}>{count}</span> : null;
}

/** The parts of a definition; each is a page. */
export function Outline({ base, here }: { base: string; here: string }) {
  const { t } = useTranslation('design');
  const { definition, findings, addressOf } = useEditing();
  const words = useWords();
  return (
    <nav className="outline d-outline" aria-label={t('outline')}>
      <ol>
        {pages.map((page) => (
          <li key={page}>
            <NavLink to={`${base}/${page}`} end className="d-outline-link">
              <span>{t(`part.${page}`)}</span><Count places={page === 'basics' ? basics : [page]} />
            </NavLink>
            {page === 'stages' && here === 'stages' && (
              <ol>{(definition.stages ?? []).map((stage) => (
                <li key={stage.id}>
                  <NavLink to={addressOf(`stages/${stage.id}`)} end className="d-outline-link small">
                    <span className="clamp" title={words(stage.name)}>{words(stage.name) || stage.id}</span><Count places={[`stages/${stage.id}`]} />
                  </NavLink>
                </li>
              ))}</ol>
            )}
            {page === 'forms' && here === 'forms' && (
              <ol>{(definition.forms ?? []).map((form) => (
                <li key={form.id}>
                  <NavLink to={addressOf(`forms/${form.id}`)} end className="d-outline-link small"><span className="clamp">{words(form.name) || form.id}</span></NavLink>
                  <ol>{(form.sections ?? []).map((section) => (
                    <li key={section.id}>
                      <NavLink to={addressOf(`forms/${form.id}/sections/${section.id}`)} end className="d-outline-link small">
                        <span className="clamp">{words(section.name) || section.id}</span><Count places={[`forms/${form.id}/sections/${section.id}`]} />
                      </NavLink>
                    </li>
                  ))}</ol>
                </li>
              ))}</ol>
            )}
          </li>
        ))}
        <li>
          <NavLink to={`${base}/findings`} end className="d-outline-link">
            <span>{t('findings.title')}</span>{findings.length > 0 && <span className="d-count">{findings.length}</span>}
          </NavLink>
        </li>
      </ol>
    </nav>
  );
}
