export { ExpertList } from './ExpertList';
export { ExpertPage } from './ExpertPage';
export { OwnRecord } from './OwnRecord';
