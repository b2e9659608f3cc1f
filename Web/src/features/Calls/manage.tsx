export { ManageCalls } from './ManageCalls';
export { EditCall } from './EditCall';
