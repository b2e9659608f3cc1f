import { useState } from 'react';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '@/api/commands';
import type { ProgrammeView } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Loaded, Refused } from '@/ui/States';
import { When } from '@/ui/When';
import { useWords } from '@/ui/words';
import { CourseDialog } from './CourseDialog';
import { useOrganisation } from './design/controls';
import { saveFile } from './file';
import { ProgrammeState } from './ProgrammeState';
import {
  changeCourse, confirmProposal, declineProposal, giveUpDraft, publishAgain, readDraft, readVersion, useProgramme,
  useRunning, type Course,
} from './queries';
import type { Definition } from './model/definition';

type Asked = Course | 'decline' | { again: number };

function Head({ programme }: { programme: ProgrammeView }) {
  const { t } = useTranslation('design');
  const { t: m } = useTranslation('members');
  const owner = useOrganisation(programme.owner);
  const running = useRunning(programme.id, programme.current, programme);
  return (
    <section className="panel">
      <dl className="facts">
        <div><dt>{t('stateTitle')}</dt><dd><ProgrammeState state={programme.state} /></dd></div>
        <div><dt>{m('part.programme.class.name')}</dt><dd>{m(`pick.class.${programme.class}`)}</dd></div>
        <div><dt>{m('part.programme.owner.name')}</dt><dd>{owner}</dd></div>
        <div><dt>{m('part.programme.programme.name')}</dt><dd className="num">{programme.id}</dd></div>
        <div><dt>{t('version')}</dt><dd>{programme.current > 0 ? t('versionNo', { number: programme.current }) : t('noVersion')}</dd></div>
        <div><dt>{t('running')}</dt><dd>{running.total === undefined ? '—' : (
          <>
            {t('runningCount', { count: running.total })}
            {running.versions.length > 1 && (
              <span className="muted small">（{running.versions.map((each) => `${t('versionNo', { number: each.version })} ${each.count}`).join('，')}）</span>
            )}
          </>
        )}</dd></div>
      </dl>
    </section>
  );
}

function Draft({ programme }: { programme: ProgrammeView }) {
  const { t } = useTranslation('design');
  const client = useQueryClient();
  const { modal } = App.useApp();
  const giveUp = useCommand((id: string, commandId: string) => giveUpDraft(id, commandId), {
    onSuccess: () => void client.invalidateQueries({ queryKey: ['programme'] }),
  });
  const { draft } = programme;
  if (!draft) {
    return null;
  }
  return (
    <section className="panel">
      <Refused error={giveUp.error} />
      <div className="spread">
        <span>
          <b>{t('draft')}</b> <span className="muted">{draft.basedOn > 0 ? t('draftOf', { number: draft.basedOn }) : t('draftNew')} · {draft.savedBy} <When at={draft.savedAt} /></span>
        </span>
        <span className="row">
          {programme.current > 0 && <Link className="btn" to={paths.compareProgramme(programme.id, programme.current, 'draft')}>{t('compare.short')}</Link>}
          <Button
            danger onClick={() => modal.confirm({
              title: t('giveUp.title'), content: t('giveUp.hint'), okText: t('giveUp.ok'), cancelText: t('remove.cancel'), okButtonProps: { danger: true },
              onOk: () => giveUp.mutate(programme.id),
            })}
          >{t('giveUp.button')}</Button>
        </span>
      </div>
    </section>
  );
}

function Versions({ programme, may, onAgain }: { programme: ProgrammeView; may: boolean; onAgain: (number: number) => void }) {
  const { t } = useTranslation('design');
  const noteOf = (number: number) => programme.history.find((act) => act.what === 'published' && act.number === number);
  return (
    <section className="panel">
      <h2>{t('versions')}</h2>
      {programme.versions.length === 0 ? <p className="muted">{t('versionsNone')}</p> : (
        <table className="d-diff">
          <thead><tr><th scope="col" style={{ width: '6rem' }}>{t('version')}</th><th scope="col">{t('note')}</th><th scope="col" style={{ width: '11rem' }}>{t('publishedAt')}</th><th scope="col" style={{ width: '17rem' }}>{t('acts')}</th></tr></thead>
          <tbody>
            {[...programme.versions].reverse().map((version) => (
              <tr key={version.number}>
                <th scope="row"><Link to={paths.programmeVersion(programme.id, version.number)}>{t('versionNo', { number: version.number })}</Link></th>
                <td>{noteOf(version.number)?.note} <span className="muted small">{noteOf(version.number)?.by}</span></td>
                <td><When at={version.at} /></td>
                <td>
                  <span className="row" style={{ gap: '.2rem .8rem' }}>
                    {version.number > 1 && <Link to={paths.compareProgramme(programme.id, version.number - 1, String(version.number))}>{t('compare.before1')}</Link>}
                    <button type="button" className="linkish" onClick={() => void readVersion(programme.id, version.number).then((read) => saveFile(read, version.number))}>{t('export')}</button>
                    {may && version.number < programme.current && <button type="button" className="linkish" onClick={() => onAgain(version.number)}>{t('again.button')}</button>}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function History({ programme }: { programme: ProgrammeView }) {
  const { t } = useTranslation('design');
  return programme.history.length === 0 ? null : (
    <section className="panel">
      <h2>{t('history')}</h2>
      <ul className="plain-list d-findings">
        {programme.history.map((act, no) => (
          <li key={no}>
            <When at={act.at} /> {act.by} {t(`did.${act.what}`, { number: act.number ?? '' })}{act.note && `：${act.note}`}
            {act.confirmed && <span className="muted"> {t('confirmedBy', { name: act.confirmed })}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Proposed({ programme, allowed, onDecline }: { programme: ProgrammeView; allowed: (act: string) => boolean; onDecline: () => void }) {
  const { t } = useTranslation('design');
  const client = useQueryClient();
  const confirm = useCommand(confirmProposal, { onSuccess: () => void client.invalidateQueries({ queryKey: ['programme'] }) });
  const { proposed } = programme;
  return proposed && (
    <section className="band plain">
      <Refused error={confirm.error} />
      <div className="spread">
        <span>{t('proposed', { name: proposed.by, note: proposed.note })} <When at={proposed.at} /></span>
        <span className="row">
          {allowed('confirm') && <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate({ id: programme.id, sm3: proposed.sm3 })}>{t('confirm')}</Button>}
          {allowed('decline') && <Button onClick={onDecline}>{t('decline')}</Button>}
        </span>
      </div>
    </section>
  );
}

function Dialogs({ programme, asked, onClose }: { programme: ProgrammeView; asked: Asked; onClose: () => void }) {
  const { t } = useTranslation('design');
  const running = useRunning(programme.id, programme.current, programme);
  const { id } = programme;
  if (asked === 'decline') {
    return <CourseDialog programme={id} title={t('decline')} hint={t('declineHint')} ok={t('decline')} act={(reason) => ({ id, reason })} run={declineProposal} onClose={onClose} />;
  }
  if (typeof asked === 'object') {
    return (
      <CourseDialog
        programme={id} title={t('again.title', { number: asked.again })} hint={t('again.hint', { number: asked.again, next: programme.current + 1 })} ok={t('again.ok')}
        act={(note) => ({ id, number: asked.again, note })} run={publishAgain} onClose={onClose}
      />
    );
  }
  return (
    <CourseDialog
      programme={id} title={t(`course.${asked}.title`)} hint={t(`course.${asked}.hint`, { count: running.total ?? 0 })} ok={t(`course.${asked}.ok`)}
      danger={asked === 'retirement'} act={(reason) => ({ id, what: asked, reason })} run={changeCourse} onClose={onClose}
    />
  );
}

const courses: readonly (readonly [string, Course])[] = [['suspend', 'suspension'], ['resume', 'resumption'], ['retire', 'retirement']];

function Programme({ programme }: { programme: ProgrammeView }) {
  const { t } = useTranslation('design');
  const words = useWords();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked | null>(null);
  const allowed = (act: string) => programme.allowed.some((each) => each.action === act && each.why.length === 0);
  const exportDraft = async () => saveFile((await readDraft(programme.id)).definition as Definition, 0);
  return (
    <Page
      title={words(programme.name) || programme.id} crumbs={[{ name: t('catalogue'), to: paths.programmes() }]}
      actions={(
        <>
          {allowed('design') && <Link className="btn primary" to={paths.design(programme.id)}>{t(programme.draft ? 'goOn' : 'change')}</Link>}
          {allowed('design') && <Link className="btn" to={paths.tryProgramme(programme.id)}>{t('tryOut')}</Link>}
          {allowed('design') && <Link className="btn" to={paths.newProgramme(programme.id)}>{t('copy')}</Link>}
          {programme.draft && <Button onClick={() => void exportDraft()}>{t('exportDraft')}</Button>}
          {programme.versions.length > 1 && allowed('publish') && <Button onClick={() => void navigate(paths.migrateProgramme(programme.id))}>{t('migrate.button')}</Button>}
          {courses.filter(([act]) => allowed(act)).map(([act, what]) => (
            <Button key={act} danger={act === 'retire'} onClick={() => setAsked(what)}>{t(`course.${what}.ok`)}</Button>
          ))}
        </>
      )}
    >
      <div className="stack">
        {programme.state === 'suspended' && <div className="band">{t('suspendedBand')}</div>}
        {programme.state === 'retired' && <div className="band plain">{t('retiredBand')}</div>}
        <Proposed programme={programme} allowed={allowed} onDecline={() => setAsked('decline')} />
        <Head programme={programme} />
        <Draft programme={programme} />
        <Versions programme={programme} may={allowed('publish')} onAgain={(number) => setAsked({ again: number })} />
        <History programme={programme} />
      </div>
      {asked !== null && <Dialogs programme={programme} asked={asked} onClose={() => setAsked(null)} />}
    </Page>
  );
}

/** A programme: how it stands, its versions, and what can be done with it. */
export function ProgrammePage() {
  const { programme: id = '' } = useParams();
  const programme = useProgramme(id);
  return <Loaded query={programme} lines={8}>{(view) => <Programme key={view.id} programme={view} />}</Loaded>;
}
