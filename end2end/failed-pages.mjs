// Prints what the page held where a test failed: the files that say so stay on the machine of the run.
import { readFileSync } from 'node:fs';

export default class FailedPages {
  printsToStdio() {
    return true;
  }

  onTestEnd(test, result) {
    if (result.status === test.expectedStatus) return;
    for (const { name, path, body } of result.attachments) {
      if (name !== 'error-context') continue;
      const [, page] = String(body ?? readFileSync(path)).split('# Page snapshot');
      console.log(`\nThe page of “${test.title}”:${page?.split('\n# ')[0]}`);
    }
  }
}
