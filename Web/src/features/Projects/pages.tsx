export { TasksPage } from './TasksPage';
export { ProjectList } from './ProjectList';
export { StartProject } from './StartProject';
export { ProjectPage } from './ProjectPage';
