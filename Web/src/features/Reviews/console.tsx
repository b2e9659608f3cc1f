export { ReviewList } from './ReviewList';
export { CreateReview } from './CreateReview';
export { ReviewPage } from './ReviewPage';
