/** Prints "N passed, N failed, N skipped" from the test runner's own JSON report. */
import { readFileSync } from 'node:fs';

const { numPassedTests, numFailedTests, numPendingTests = 0 } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
process.exitCode = numFailedTests === 0 && numPassedTests > 0 ? 0 : 1;
