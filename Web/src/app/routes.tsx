import { createBrowserRouter, type RouteObject } from 'react-router';
import { Loading } from '@/ui/States';
import { alsoSpeak } from './i18n';
import { Broken, NotFound } from './NotFound';
import { PublicFrame } from './PublicFrame';

type PageModule = () => Promise<Record<string, unknown>>;

/** A page in a chunk of its own. */
function page(path: string | undefined, load: PageModule, name: string): RouteObject {
  const lazy = async () => ({ Component: (await load())[name] as React.ComponentType });
  return path === undefined ? { index: true, lazy } : { path, lazy };
}

const calls = () => import('@/features/Calls/public');
const manageCalls = () => import('@/features/Calls/manage');
const identity = () => import('@/features/Identity/pages');
const projects = () => import('@/features/Projects/pages');
const form = () => import('@/features/Projects/form');
const publications = () => import('@/features/Projects/publications/public');
const documents = () => import('@/features/Documents/pages');
const entities = () => import('@/features/LegalEntities/pages');
const experts = () => import('@/features/Experts/pages');
const reviews = () => import('@/features/Reviews/console');
const desks = () => import('@/features/Reviews/desks');
const messages = () => import('@/features/Notifications/pages');
const programmes = async () => {
  await alsoSpeak('design', 'members');
  return await import('@/features/Programmes/pages');
};
const supervision = () => import('@/features/Supervision/pages');
const workbench = async () => ({ Component: (await import('./Workbench')).Workbench });

const waiting = <div className="page"><Loading /></div>;

export const routes: RouteObject[] = [
  {
    errorElement: <Broken />,
    hydrateFallbackElement: waiting,
    children: [
      {
        Component: PublicFrame,
        children: [
          page(undefined, calls, 'Portal'),
          page('calls', calls, 'CallList'),
          page('calls/:call', calls, 'CallPage'),
          page('notices', calls, 'Notices'),
          page('publications', publications, 'PublicationList'),
          page('publications/:publication', publications, 'PublicationPage'),
          page('publications/:publication/object/:project', publications, 'ObjectionPage'),
          page('objections', publications, 'ObjectionCheck'),
          page('objections/:number', publications, 'ObjectionCheck'),
          page('documents', documents, 'CheckDocument'),
          page('documents/:code', documents, 'CheckDocument'),
          page('help', () => import('./Help'), 'Help'),
          page('login', () => import('@/features/Identity/login'), 'LoginPage'),
          { path: '*', Component: NotFound },
        ],
      },
      {
        path: 'work',
        lazy: workbench,
        children: [
          page(undefined, projects, 'TasksPage'),
          page('search', () => import('./SearchPage'), 'SearchPage'),
          page('tasks/:project', projects, 'TaskPage'),
          page('batches/:batch', projects, 'BatchPage'),
          page('projects', projects, 'ProjectList'),
          page('projects/new', projects, 'StartProject'),
          page('projects/:project', projects, 'ProjectPage'),
          page('projects/:project/forms/:form', form, 'FormPage'),
          page('projects/:project/forms/:form/:section', form, 'FormPage'),
          page('projects/:project/view/:form', documents, 'FormViewer'),
          page('projects/:project/files/:file', documents, 'FileViewer'),
          page('calls', manageCalls, 'ManageCalls'),
          page('calls/new', manageCalls, 'EditCall'),
          page('calls/:call', manageCalls, 'EditCall'),
          page('entities', entities, 'EntityList'),
          page('entities/new', entities, 'RegisterEntity'),
          page('entities/:entity', entities, 'EntityPage'),
          page('experts', experts, 'ExpertList'),
          page('experts/mine', experts, 'OwnRecord'),
          page('experts/:expert', experts, 'ExpertPage'),
          page('delegations', identity, 'DelegationPage'),
          page('review-desks', desks, 'MyDesks'),
          page('review-desks/:desk', desks, 'DeskPage'),
          page('review-desks/:desk/:project', desks, 'DeskPage'),
          page('reviews', reviews, 'ReviewList'),
          page('reviews/new', reviews, 'CreateReview'),
          page('reviews/:review', reviews, 'ReviewPage'),
          page('messages', messages, 'MessageCentre'),
          page('password', identity, 'PasswordPage'),
          { path: '*', Component: NotFound },
        ],
      },
      {
        path: 'admin',
        lazy: workbench,
        children: [
          page('people', identity, 'PeopleList'),
          page('people/new', identity, 'RegisterPerson'),
          page('people/:person', identity, 'PersonPage'),
          page('journal', supervision, 'JournalSearch'),
          page('journal/:sequence', supervision, 'JournalEntry'),
          page('accesses', supervision, 'AccessLog'),
          page('stuck', supervision, 'StuckRows'),
          {
            path: 'programmes',
            lazy: async () => ({ Component: (await import('./Designing')).Designing }),
            children: [
              page(undefined, programmes, 'Catalogue'),
              page('new', programmes, 'NewProgramme'),
              page(':programme', programmes, 'ProgrammePage'),
              page(':programme/design/*', programmes, 'DesignPage'),
              page(':programme/versions/:version/*', programmes, 'VersionPage'),
              page(':programme/compare/:from/:to', programmes, 'ComparePage'),
              page(':programme/trial', programmes, 'TrialPage'),
              page(':programme/migration', programmes, 'MigrationPage'),
              page(':programme/migration/:plan', programmes, 'MigrationPage'),
            ],
          },
          page('calendar', supervision, 'CalendarPage'),
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
];

export const router = createBrowserRouter(routes);
