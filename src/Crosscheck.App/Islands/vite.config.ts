import { defineConfig } from 'vite';

// One module an island, under fixed names: the desk embeds them and addresses them by what they hold.
export default defineConfig({
  base: '/assets/',
  build: {
    outDir: 'dist',
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    rollupOptions: {
      input: { map: 'map.ts' },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].js', chunkFileNames: 'map-[name].js', assetFileNames: '[name][extname]' },
    },
  },
  worker: { format: 'es', rollupOptions: { output: { entryFileNames: 'map-worker.js' } } },
});
