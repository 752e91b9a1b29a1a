import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const SERVICE = 'http://127.0.0.1:9292';

/** Served by the service under `/console/`; in development a service on the default port stands behind. */
export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: {
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // What every first screen needs is sent as few files: small ones by themselves compress badly.
        codeSplitting: {
          groups: [
            { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/]/ },
            {
              name: 'frame',
              test: /console[\\/]src[\\/](?:api|app|format|i18n|session[\\/]session|[\w-]+[\\/](?:routes|[\w-]+-queries))/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: Object.fromEntries(['/api', '/v2', '/identity', '/volume'].map((path) => [path, SERVICE])) },
});
