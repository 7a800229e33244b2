/** What is joined into one file: the command line and what its threads run. Each part is set up when it is asked for. */
export const parts = {
  main: () => import('../main.ts'),
  worker: () => import('../../server/pool/worker.ts'),
}
