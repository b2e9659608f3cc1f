export { TasksPage } from './TasksPage';
export { ProjectList } from './ProjectList';
export { StartProject } from './StartProject';
export { ProjectPage } from './ProjectPage';
export { TaskPage } from './acting/TaskPage';
export { BatchPage } from './acting/BatchPage';
