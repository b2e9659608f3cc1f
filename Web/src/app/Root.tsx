import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router';
import { ProblemError } from '@/api/problem';
import { sessionKey } from '@/api/session';
import { router } from './routes';

/** One cache for the tab. A session that ended is noticed by any answer and leads to the login page. */
const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError(error, query) {
      if (error instanceof ProblemError && error.problem.status === 401 && query.queryKey[0] !== sessionKey[0]) {
        client.setQueryData(sessionKey, null);
      }
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => !(error instanceof ProblemError && error.problem.status < 500) && failures < 2,
    },
    mutations: { retry: false },
  },
});

export function Root() {
  return (
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
