import './portal.css';

export { Portal } from './Portal';
export { CallList } from './CallList';
export { CallPage } from './CallPage';
export { Notices } from './Notices';
