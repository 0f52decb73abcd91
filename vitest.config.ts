import { defineConfig } from 'vitest/config';

const report = process.env.RXWHY_TEST_REPORT;

/** The whole suite runs far west and far east of Greenwich: a day must not move with the machine. */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: ['Pacific/Kiritimati', 'America/Los_Angeles'].map((zone) => ({
      test: {
        name: zone,
        env: { TZ: zone },
        include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
        exclude:
          zone === 'Pacific/Kiritimati'
            ? []
            : ['test/architecture/**', 'test/once/**', 'test/samples/**', 'test/fuzz/**', 'test/web/**'],
        testTimeout: 60_000,
      },
    })),
  },
});
