import { useState } from 'react';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useMay } from '@/api/session';
import type { IdentityView, PersonView } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Loaded } from '@/ui/States';
import { sentence } from '@/ui/sentences';
import { Status } from '@/ui/Status';
import { minuteOf } from '@/ui/time';
import { useWords } from '@/ui/words';
import { AddIdentityDialog, CorrectDialog, EndIdentityDialog, ResetDialog, UnlockDialog } from './PersonDialogs';
import { usePerson } from './queries';

const dialogs = { 'add-identity': AddIdentityDialog, correct: CorrectDialog, 'reset-password': ResetDialog, unlock: UnlockDialog };
type Act = keyof typeof dialogs;

/** What this identity may do to the account; what it may not do to this one says why. */
function Actions({ person }: { person: PersonView }) {
  const { t: any } = useTranslation();
  const words = useWords();
  const [chosen, setChosen] = useState<Act | null>(null);
  const Dialog = chosen ? dialogs[chosen] : null;
  return (
    <>
      {person.allowed.filter((allowed) => allowed.action in dialogs).map((allowed) => {
        const why = allowed.why.map((reason) => sentence(any, reason)).join('；');
        const button = (
          <Button
            type={allowed.primary ? 'primary' : 'default'} disabled={why !== ''} onClick={() => setChosen(allowed.action as Act)}
            aria-label={why ? `${words(allowed.name)}（${why}）` : undefined}
          >
            {words(allowed.name)}
          </Button>
        );
        return why ? <Tooltip key={allowed.action} title={why}><span>{button}</span></Tooltip> : <span key={allowed.action}>{button}</span>;
      })}
      {Dialog && <Dialog person={person} onClose={() => setChosen(null)} />}
    </>
  );
}

function Identities({ person }: { person: PersonView }) {
  const { t } = useTranslation('identity');
  const words = useWords();
  const [ending, setEnding] = useState<IdentityView | null>(null);
  const endable = person.identities.some((identity) => identity.endable);
  return (
    <section className="panel">
      <h2>{t('people.identities')}</h2>
      {person.identities.length === 0 && <p className="muted" style={{ margin: 0 }}>{t('people.noIdentities')}</p>}
      {person.identities.length > 0 && (
        <div className="reading-table" tabIndex={0} role="group" aria-label={t('people.identities')}>
          <table>
            <thead>
              <tr>
                <th>{t('give.role')}</th><th>{t('give.organisation')}</th><th>{t('give.position')}</th><th>{t('give.period')}</th>
                <th>{t('people.state')}</th>{endable && <th><span className="sr">{t('end.title')}</span></th>}
              </tr>
            </thead>
            <tbody>
              {person.identities.map((identity) => (
                <tr key={identity.id}>
                  <td>{words(identity.roleName)}</td>
                  <td>{identity.organisation.name}</td>
                  <td>{identity.position || '—'}</td>
                  <td className="num">{t('give.fromTo', { from: identity.from ?? '—', until: identity.until ?? t('give.open') })}</td>
                  <td><Status tone={identity.active ? 'good' : 'off'}>{identity.active ? t('people.active') : t('people.ended')}</Status></td>
                  {endable && (
                    <td>
                      {identity.endable && (
                        <Button
                          size="small" onClick={() => setEnding(identity)}
                          aria-label={t('end.of', { name: `${words(identity.roleName)} · ${identity.organisation.name}` })}
                        >
                          {t('end.title')}
                        </Button>
                      )}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {ending && <EndIdentityDialog person={person} identity={ending} onClose={() => setEnding(null)} />}
    </section>
  );
}

/** A person: account, identities with their periods, and what the acting identity may do about them. */
export function PersonPage() {
  const { t } = useTranslation('identity');
  const { t: shell } = useTranslation();
  const may = useMay();
  const { person: id = '' } = useParams();
  const query = usePerson(id);
  const crumbs = [{ name: shell('nav.tasks'), to: paths.tasks() }, ...(may('person.read') ? [{ name: t('people.title'), to: paths.people() }] : [])];
  return (
    <Page title={query.data?.name ?? t('people.person')} crumbs={crumbs} actions={query.data && <Actions person={query.data} />}>
      <Loaded query={query}>
        {(person) => (
          <div className="stack">
            {person.lockedUntil && <div className="band" role="status">{t('people.locked', { until: minuteOf(person.lockedUntil) })}</div>}
            <section className="panel">
              <dl className="facts">
                <div><dt>{t('login.name')}</dt><dd>{person.login}</dd></div>
                <div><dt>{t('people.residentId')}</dt><dd className="num">{person.residentIdMasked || '—'}</dd></div>
                <div><dt>{t('people.mobile')}</dt><dd className="num">{person.mobileMasked || '—'}</dd></div>
              </dl>
            </section>
            <Identities person={person} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}
