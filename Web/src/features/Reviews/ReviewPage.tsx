import { useMemo } from 'react';
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { ReviewActivityView } from '@/api/types';
import { paths, type ReviewTab } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Loaded } from '@/ui/States';
import { useUrlState } from '@/ui/urlState';
import { When } from '@/ui/When';
import { useWords } from '@/ui/words';
import { Experts } from './Experts';
import { Groups } from './Groups';
import { Progress } from './Progress';
import { Projects } from './Projects';
import { RankingTab } from './Ranking';
import { Release } from './Release';
import { RoundActions } from './RoundActions';
import { useReviewProjects, useRound } from './rounds';
import { RoundStatus } from './RoundStatus';
import './console.css';

const may = (round: ReviewActivityView, action: string) => round.allowed.some((allowed) => allowed.action === action);

/** Which tabs there are for this caller at this point; the first is where the work is. */
export function tabsOf(round: ReviewActivityView): ReviewTab[] {
  const preparing = round.status === 'preparing';
  const over = round.closedAt !== null;
  return [
    ...(preparing ? ['groups' as const] : []),
    ...(over && may(round, 'ranking') ? ['ranking' as const] : []),
    ...(may(round, 'release') || round.release.length > 0 ? ['release' as const] : []),
    ...(preparing ? [] : ['progress' as const]),
    'projects',
    ...(preparing ? [] : ['groups' as const]),
    ...(!preparing && may(round, 'experts') ? ['experts' as const] : []),
  ];
}

/** Titles of the projects, by id. */
export type Titles = ReadonlyMap<string, string>;

function Facts({ round }: { round: ReviewActivityView }) {
  const { t } = useTranslation('reviews');
  const words = useWords();
  const facts: [string, React.ReactNode][] = [
    [t('round.call'), <Link key="call" to={paths.call(round.call.id)}>{round.call.name}</Link>],
    [t('round.stage'), words(round.stageName)],
    [t('round.sheet'), words(round.sheetName)],
    [t('round.period'), t('period', { opens: round.plan.opens, closes: round.plan.closes })],
    [t('round.projects'), t('round.sheetsSum', { projects: round.projects, each: round.plan.sheetsPerProject, all: round.projects * round.plan.sheetsPerProject })],
    [t('round.blind'), round.plan.blind ? t('round.blindYes') : t('round.blindNo')],
    [t('round.groupRecusal'), round.plan.groupRecusal ? t('round.groupRecusalYes') : t('round.groupRecusalNo')],
    [t('round.invited'), <When key="invited" at={round.invited} />],
    [t('round.closedAt'), <When key="closed" at={round.closedAt} />],
  ];
  return (
    <section className="panel">
      <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  );
}

function Tab({ tab, round, titles }: { tab: ReviewTab; round: ReviewActivityView; titles: Titles }) {
  switch (tab) {
    case 'groups':
      return <Groups key={round.version} round={round} titles={titles} />;
    case 'projects':
      return <Projects round={round} />;
    case 'ranking':
      return <RankingTab round={round} />;
    case 'release':
      return <Release round={round} titles={titles} />;
    case 'experts':
      return <Experts round={round} />;
    default:
      return <Progress round={round} titles={titles} />;
  }
}

/** One round of review for its organisers: from groups to release. */
export function ReviewPage() {
  const { t } = useTranslation('reviews');
  const { review: id = '' } = useParams();
  const [{ tab: wanted }, change] = useUrlState({ tab: '' });
  const round = useRound(id);
  const projects = useReviewProjects(id).data;
  const titles = useMemo<Titles>(() => new Map((projects ?? []).map((each) => [each.project, each.title])), [projects]);
  const read = round.data;
  const tabs = read ? tabsOf(read) : [];
  const tab = tabs.find((each) => each === wanted) ?? tabs[0];
  return (
    <Page
      title={read?.title ?? t('round.one')} crumbs={[{ name: t('round.list'), to: paths.reviews() }]}
      actions={read && <RoundActions round={read} titles={titles} />}
      lead={read && <p style={{ margin: 0 }}><RoundStatus status={read.status} /></p>}
    >
      <Loaded query={round} lines={10}>
        {(open) => (
          <div className="stack">
            <Facts round={open} />
            <section className="panel">
              <Tabs
                activeKey={tab} onChange={(next) => change({ tab: next })} destroyOnHidden
                items={tabs.map((key) => ({ key, label: t(`round.tab.${key}`), children: <Tab tab={key} round={open} titles={titles} /> }))}
              />
            </section>
          </div>
        )}
      </Loaded>
    </Page>
  );
}
