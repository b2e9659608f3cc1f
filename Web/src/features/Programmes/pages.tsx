export { Catalogue } from './Catalogue';
export { ComparePage } from './ComparePage';
export { DesignPage, VersionPage } from './design/DesignPage';
export { MigrationPage } from './MigrationPage';
export { NewProgramme } from './NewProgramme';
export { ProgrammePage } from './ProgrammePage';
export { TrialPage } from './trial/TrialPage';
