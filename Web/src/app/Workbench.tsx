import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, NavLink, Outlet, ScrollRestoration, useLocation, useNavigate, useSearchParams } from 'react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { actAs, forgetActing, useActing } from '@/api/acting';
import { api, take } from '@/api/client';
import { listen, refresh } from '@/api/events';
import { sessionKey, useMay, useSession } from '@/api/session';
import type { SessionView } from '@/api/types';
import { AntFrame } from '@/ui/AntFrame';
import { Failure, Loading } from '@/ui/States';
import { ActingBand } from './ActingBand';
import { Masthead, SiteFoot } from './Masthead';
import { paths } from './paths';

function Search() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [words, setWords] = useState('');
  return (
    <form
      className="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim()) {
          void navigate(paths.search(words.trim()));
        }
      }}
    >
      <label className="sr" htmlFor="site-search">{t('search.label')}</label>
      <input
        id="site-search" type="search" value={words} placeholder={t('search.placeholder')} autoComplete="off"
        onChange={(event) => setWords(event.target.value)}
      />
    </form>
  );
}

function Tools({ session }: { session: SessionView }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const unread = useQuery({
    queryKey: ['me', 'unread'],
    queryFn: () => take(api.GET('/api/v1/me/messages/unread')),
    refetchInterval: 120_000,
  });
  const leave = async () => {
    await take(api.DELETE('/api/v1/session', { headers: { 'X-Acting-Identity': session.person } }));
    forgetActing();
    client.clear();
    client.setQueryData(sessionKey, null);
    void navigate(paths.portal());
  };
  const unreadCount = unread.data?.count ?? 0;
  const count = unreadCount > 99 ? '99+' : String(unreadCount);
  return (
    <>
      <NavLink to={paths.messages()} aria-label={t('nav.messagesCount', { unread: count })}>
        {t('nav.messages')}{unreadCount > 0 && <span className="count" aria-hidden="true">{count}</span>}
      </NavLink>
      <NavLink to={paths.delegations()}>{t('nav.delegations')}</NavLink>
      <NavLink className="wide" to={paths.password()} title={t('nav.password')}>{session.name}</NavLink>
      <button type="button" className="linkish" onClick={() => void leave()}>{t('nav.leave')}</button>
    </>
  );
}

/** How many of the person's own desks want something; null where they have none. */
function useOpenDesks(): number | null {
  const desks = useQuery({
    queryKey: ['review_desk', 'list', 'mine'], queryFn: () => take(api.GET('/api/v1/me/review-desks')), staleTime: 60_000,
  }).data ?? [];
  const open = desks.filter((desk) => ['invited', 'accepted', 'working'].includes(desk.status) && desk.submitted < desk.sheets);
  return desks.length === 0 ? null : open.length;
}

function Navigation({ session }: { session: SessionView }) {
  const { t } = useTranslation();
  const may = useMay();
  const desks = useOpenDesks();
  const entries: [string, string, boolean][] = [
    [paths.tasks(), t('nav.tasks'), true],
    [paths.projects(), t('nav.projects'), may('project.read')],
    [paths.manageCalls(), t('nav.manageCalls'), may('call.manage')],
    [paths.entities(), t('nav.entities'), may('entity.read')],
    [paths.desks(), desks ? `${t('nav.desks')} (${desks})` : t('nav.desks'), desks !== null],
    [paths.reviews(), t('nav.reviews'), may('review.read')],
    [paths.experts(), t('nav.experts'), may('expert.read')],
    [paths.ownExpert(), t('nav.ownExpert'), may('expert.apply')],
    [paths.programmes(), t('nav.programmes'), may('programme.design') || may('programme.publish')],
    [paths.people(), t('nav.people'), may('person.read')],
    [paths.journal(), t('nav.journal'), may('journal.read')],
    [paths.accesses(), t('nav.accesses'), may('journal.read')],
    [paths.stuck(), t('nav.stuck'), may('stuck.retry')],
    [paths.calendar(), t('nav.calendar'), may('calendar.manage')],
  ];
  return (
    <nav className="mainnav no-print" aria-label={t('nav.label')}>
      <div className="mainnav-in">
        <ul>
          {entries.filter(([, , shown]) => shown).map(([to, name]) => (
            <li key={to}><NavLink to={to} end={to === paths.tasks() || to === paths.experts()}>{name}</NavLink></li>
          ))}
        </ul>
        <ActingBand identities={session.identities} />
      </div>
    </nav>
  );
}

/** `?as=` in an address opens it under that identity, in this tab only. */
function useIdentityOfAddress(session: SessionView | null | undefined): boolean {
  const [params, setParams] = useSearchParams();
  const wanted = params.get('as');
  useEffect(() => {
    if (!wanted || !session) {
      return;
    }
    if (session.identities.some((identity) => identity.id === wanted && identity.active)) {
      actAs(wanted);
    }
    setParams((now) => {
      const next = new URLSearchParams(now);
      next.delete('as');
      return next;
    }, { replace: true });
  }, [wanted, session, setParams]);
  return Boolean(wanted);
}

function useLive(acting: string): void {
  const client = useQueryClient();
  useEffect(() => (acting ? listen((event) => refresh(client, event)) : undefined), [client, acting]);
}

/** What one identity may see is never shown to another: its readings go when the tab changes identity. */
function useFreshReadings(acting: string): void {
  const client = useQueryClient();
  useEffect(() => () => {
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] && query.queryKey[0] !== 'me' });
  }, [client, acting]);
}

export function Workbench() {
  const session = useSession();
  const acting = useActing();
  const here = useLocation();
  const switching = useIdentityOfAddress(session.data);
  useLive(session.data ? acting : '');
  useFreshReadings(acting);
  if (session.data === null) {
    return <Navigate to={paths.login(here.pathname + here.search)} replace />;
  }
  if (!session.data) {
    return (
      <div className="page">
        {session.error ? <Failure error={session.error} again={() => void session.refetch()} /> : <Loading />}
      </div>
    );
  }
  return (
    <AntFrame>
      <Masthead search={<Search />} tools={<Tools session={session.data} />} />
      <Navigation session={session.data} />
      <main id="content" tabIndex={-1} key={acting}>{switching ? <div className="page"><Loading /></div> : <Outlet />}</main>
      <SiteFoot />
      <ScrollRestoration />
    </AntFrame>
  );
}
