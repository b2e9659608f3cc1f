import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { paths } from '@/app/paths';
import type { CallView } from '@/api/types';
import { useMay, useSession } from '@/api/session';
import { Page } from '@/ui/Page';
import { Loaded } from '@/ui/States';
import { Deadline, When } from '@/ui/When';
import { useWords } from '@/ui/words';
import { Blocks } from './Blocks';
import { CallStatus } from './CallStatus';
import { useCall } from './queries';

function Side({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const words = useWords();
  const session = useSession().data;
  const may = useMay();
  const begin = paths.start(call.id);
  return (
    <aside className="panel call-side">
      <CallStatus status={call.status} />
      <dl>
        <dt>{t('programme')}</dt><dd>{words(call.programmeName)}</dd>
        <dt>{t('opens')}</dt><dd><When at={call.opens} /></dd>
        <dt>{t('closes')}</dt><dd>{call.status === 'open' ? <Deadline at={call.closes} /> : <When at={call.closes} />}</dd>
        {call.entityCap !== null && <><dt>{t('cap')}</dt><dd>{t('capOf', { count: call.entityCap })}</dd></>}
        <dt>{t('contact')}</dt><dd>{call.contact}</dd>
      </dl>
      {call.status === 'open' && call.programmeState === 'published' && (!session || may('project.start')) && (
        <Link className="btn primary no-print" to={session ? begin : paths.login(begin)}>{t('apply')}</Link>
      )}
      {call.status === 'open' && call.programmeState !== 'published' && (
        <p className="small muted">{t(`programmeState.${call.programmeState}`)}</p>
      )}
      {may('call.manage') && <Link className="btn no-print" to={paths.manageCall(call.id)}>{t('manage')}</Link>}
      <button type="button" className="btn no-print" onClick={() => print()}>{t('print')}</button>
    </aside>
  );
}

/** A call as anyone reads it: guideline, dates, notices. */
export function CallPage() {
  const { t } = useTranslation('calls');
  const { t: shell } = useTranslation();
  const { call: id = '' } = useParams();
  const query = useCall(id);
  return (
    <Page
      title={query.data?.title ?? t('call')}
      crumbs={[{ name: shell('nav.portal'), to: paths.portal() }, { name: t('list'), to: paths.calls() }]}
    >
      <Loaded query={query} lines={12}>
        {(call) => (
          <div className="call-grid">
            <div className="stack">
              {call.notices.length > 0 && (
                <section className="panel">
                  <h2>{t('notices')}</h2>
                  {call.notices.map((notice) => (
                    <article key={notice.id} id={notice.id}>
                      <h3>{notice.title}</h3>
                      <p className="small muted"><When at={notice.at} /></p>
                      <p className="prose">{notice.text}</p>
                    </article>
                  ))}
                </section>
              )}
              <article className="panel guideline">
                <p className="prose">{call.summary}</p>
                {call.guideline.map((chapter, at) => (
                  <section key={at}>
                    <h3>{chapter.heading}</h3>
                    <p className="prose">{chapter.text}</p>
                  </section>
                ))}
              </article>
              <Blocks call={call} />
            </div>
            <Side call={call} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}
