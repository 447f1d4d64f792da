import { openBenchDatabase } from './database.js';
import { readOptions } from './options.js';
import { seedDatabase } from './seed/seed-database.js';

const { size, dataFolder } = readOptions(process.argv.slice(2));
const database = await openBenchDatabase(dataFolder);
try {
  await seedDatabase(database.url, size, dataFolder);
} finally {
  await database.stop();
}
