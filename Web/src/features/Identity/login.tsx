import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate } from 'react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { enterSession, useSession } from '@/api/session';
import { ProblemError } from '@/api/problem';
import { useUrlState } from '@/ui/urlState';
import { useTitle } from '@/ui/Page';
import { Refused } from '@/ui/States';
import { paths } from '@/app/paths';
import './login.css';

interface DemoLogin {
  login: string;
  password: string;
  name: string;
  role: string;
  organisation: string;
}

/** Logins of the demo; a server that is not in demo mode has none. */
function useDemoLogins() {
  return useQuery({
    queryKey: ['demo'],
    queryFn: async (): Promise<DemoLogin[]> => {
      try {
        return (await take(api.GET('/api/v1/demo/logins'))).items;
      } catch (error) {
        if (error instanceof ProblemError && error.problem.status === 404) {
          return [];
        }
        throw error;
      }
    },
    staleTime: Infinity,
  });
}

function DemoLogins({ logins, choose }: { logins: readonly DemoLogin[]; choose: (login: DemoLogin) => void }) {
  const { t } = useTranslation('identity');
  return (
    <section className="panel demo">
      <h2>{t('demo.title')}</h2>
      <p className="muted small">{t('demo.hint')}</p>
      <table>
        <thead><tr><th>{t('demo.role')}</th><th>{t('demo.name')}</th><th>{t('demo.organisation')}</th><th>{t('login.name')}</th></tr></thead>
        <tbody>
          {logins.map((login) => (
            <tr key={login.login}>
              <td>{login.role}</td>
              <td>{login.name}</td>
              <td>{login.organisation}</td>
              <td><button type="button" className="linkish" onClick={() => choose(login)}>{login.login}</button></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Only addresses of this site are gone on to after login. */
export function safeNext(next: string): string {
  return next.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : paths.tasks();
}

function LoginForm({ login, password, onLogin, onPassword, onDone }: {
  login: string;
  password: string;
  onLogin: (text: string) => void;
  onPassword: (text: string) => void;
  onDone: () => void;
}) {
  const { t } = useTranslation('identity');
  const client = useQueryClient();
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const enter = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const session = await take(api.POST('/api/v1/session', { body: { login: login.trim(), password } }));
      enterSession(client, session);
      onDone();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <form
      className="panel stack login"
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      <h1>{t('login.title')}</h1>
      <Refused error={failure} />
      <label className="field">{t('login.name')}
        <input value={login} autoComplete="username" autoFocus required onChange={(event) => onLogin(event.target.value)} />
      </label>
      <label className="field">{t('login.password')}
        <input
          type="password" value={password} autoComplete="current-password" required
          onChange={(event) => onPassword(event.target.value)}
        />
      </label>
      <button type="submit" className="btn primary" disabled={busy}>{busy ? t('login.busy') : t('login.enter')}</button>
      <p className="muted small">{t('login.lockout')}</p>
    </form>
  );
}

export function LoginPage() {
  const { t } = useTranslation('identity');
  useTitle(t('login.title'));
  const navigate = useNavigate();
  const [{ next }] = useUrlState({ next: '' });
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const session = useSession().data;
  const logins = useDemoLogins().data ?? [];
  if (session) {
    return <Navigate to={safeNext(next)} replace />;
  }
  return (
    <div className={`page login-page ${logins.length ? 'with-demo' : ''}`}>
      <LoginForm
        login={login} password={password} onLogin={setLogin} onPassword={setPassword}
        onDone={() => void navigate(safeNext(next), { replace: true })}
      />
      {logins.length > 0 && (
        <DemoLogins
          logins={logins}
          choose={(chosen) => {
            setLogin(chosen.login);
            setPassword(chosen.password);
          }}
        />
      )}
    </div>
  );
}
