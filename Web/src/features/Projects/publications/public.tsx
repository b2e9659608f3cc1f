import './publications.css';

export { PublicationList } from './PublicationList';
export { PublicationPage } from './PublicationPage';
export { ObjectionPage } from './ObjectionPage';
export { ObjectionCheck } from './ObjectionCheck';
