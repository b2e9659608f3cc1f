import { useTranslation } from 'react-i18next';
import type { ExpertView } from '@/api/types';
import { When } from '@/ui/When';
import { ExpertStatus } from './ExpertStatus';

/** A record as it is read. */
export function Record({ expert }: { expert: ExpertView }) {
  const { t } = useTranslation('experts');
  return (
    <section className="panel">
      <dl className="facts">
        <div><dt>{t('name')}</dt><dd>{expert.person.name}</dd></div>
        <div><dt>{t('state')}</dt><dd><ExpertStatus status={expert.status} /></dd></div>
        <div><dt>{t('entity')}</dt><dd>{expert.entity.name}</dd></div>
        {expert.unit.id !== expert.entity.id && <div><dt>{t('unit')}</dt><dd>{expert.unit.name}</dd></div>}
        <div><dt>{t('title')}</dt><dd>{expert.title}</dd></div>
        <div>
          <dt>{t('disciplines')}</dt>
          <dd>
            {expert.disciplines.map((discipline, at) => (
              <div key={discipline.code}>
                <span className="num">{discipline.code}</span> {discipline.name}{at === 0 && ` · ${t('main')}`}
              </div>
            ))}
          </dd>
        </div>
        <div><dt>{t('keywords')}</dt><dd>{expert.keywords.join('、')}</dd></div>
        {expert.reason && <div><dt>{t('reason')}</dt><dd>{expert.reason}</dd></div>}
        <div><dt>{t('changed')}</dt><dd><When at={expert.changed} /></dd></div>
      </dl>
      {expert.recusals.length > 0 && (
        <>
          <h2>{t('recusals')}</h2>
          <ul>
            {expert.recusals.map((recusal, at) => (
              <li key={at}>{t(`recusalKind.${recusal.kind}`)}：{recusal.name}{recusal.why && `（${recusal.why}）`}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
