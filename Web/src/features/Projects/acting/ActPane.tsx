import { useEffect, useRef, useState } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useActing } from '@/api/acting';
import type { Allowed, ProjectView } from '@/api/types';
import { paths } from '@/app/paths';
import { sentence } from '@/ui/sentences';
import { useWords } from '@/ui/words';
import { inOrder } from '../Actions';
import { ActionFields } from './ActionFields';
import { Rounds } from './Rounds';
import { Signing } from './Signing';
import { useAct } from './useAct';
import { useKept } from './useKept';

/** One action chosen: what it needs, and the button that takes it. */
function Chosen({ project, allowed, opinion, setOpinion, focus, onDone }: {
  project: ProjectView; allowed: Allowed; opinion: string; setOpinion: (opinion: string) => void; focus: boolean;
  onDone: (after: ProjectView) => void;
}) {
  const { t } = useTranslation('work');
  const words = useWords();
  const acting = useAct(project, allowed, allowed.task ?? '', onDone, { opinion, setOpinion });
  const [read, setRead] = useState(false);
  const [asked, setAsked] = useState(false);
  const unread = Boolean(allowed.signs) && !read;
  const submit = () => {
    setAsked(true);
    if (!unread) {
      acting.submit();
    }
  };
  useKeys((event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter' && !document.querySelector('.ant-modal-root [role=dialog]')) {
      event.preventDefault();
      submit();
    }
  });
  return (
    <>
      <div className="act-scroll">
        {allowed.signs && <Signing project={project} form={allowed.signs} task={allowed.task ?? ''} read={read} onRead={setRead} missing={asked && unread} />}
        <ActionFields acting={acting} focus={focus} />
      </div>
      <div className="act-foot">
        <Button type="primary" block size="large" loading={acting.pending} onClick={submit}>{words(allowed.name)}</Button>
        <p className="small muted">{t('keys')}</p>
      </div>
    </>
  );
}

/** Listens to keys anywhere on the page. */
export function useKeys(press: (event: KeyboardEvent) => void): void {
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => latest.current(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** The actions of the open task, one of them chosen; the opinion stays when another is chosen. */
export function ActPane({ project, onDone }: {
  project: ProjectView; onDone: (allowed: Allowed, after: ProjectView) => void;
}) {
  const { t } = useTranslation('work');
  const { t: any } = useTranslation();
  const words = useWords();
  const actions = inOrder(project.allowed.filter((allowed) => allowed.task !== null));
  const nameOf = (allowed: Allowed) => `${allowed.task ?? ''}/${allowed.action}`;
  const [wish, setWish] = useState<string | null>(null);
  const [opinion, setOpinion] = useKept(`${useActing()}/${project.id}/${actions[0]?.task ?? ''}`);
  const open = actions.filter((allowed) => allowed.why.length === 0);
  const chosen = open.find((allowed) => nameOf(allowed) === wish) ?? open[0];
  const several = new Set(actions.map((allowed) => allowed.task)).size > 1;
  const taskOf = (allowed: Allowed) => words(project.tasks.find((task) => task.id === allowed.task)?.name);
  const editable = project.forms.find((form) => form.editable);
  useKeys((event) => {
    const wanted = event.altKey && /^[1-9]$/.test(event.key) ? actions[Number(event.key) - 1] : undefined;
    if (wanted && wanted.why.length === 0) {
      event.preventDefault();
      setWish(nameOf(wanted));
    }
  });
  return (
    <>
      {editable && (
        <p><Link className="btn primary" to={paths.form(project.id, editable.id)}>{t('fill', { form: words(editable.name) })}</Link></p>
      )}
      <Rounds project={project} />
      <fieldset className="act-choice">
        <legend>{t('action')}</legend>
        {actions.map((allowed, at) => {
          const why = allowed.why.map((reason) => sentence(any, reason)).join('；');
          return (
            <label key={nameOf(allowed)} className={allowed === chosen ? 'chosen' : undefined}>
              <input
                type="radio" name="action" checked={allowed === chosen} disabled={why !== ''}
                onChange={() => setWish(nameOf(allowed))}
              />
              <span>{words(allowed.name)}{several && <span className="small muted why">{taskOf(allowed)}</span>}{why && <span className="small muted why">{why}</span>}</span>
              {at < 9 && <kbd aria-hidden="true">Alt+{at + 1}</kbd>}
            </label>
          );
        })}
      </fieldset>
      {chosen && (
        <Chosen
          key={nameOf(chosen)} project={project} allowed={chosen} opinion={opinion} setOpinion={setOpinion}
          focus={wish !== null}
          onDone={(after) => { setOpinion(''); onDone(chosen, after); }}
        />
      )}
    </>
  );
}
