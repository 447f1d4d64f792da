export { jobs, jobNames, type JobName, type JobPayload, type JobPermission } from './catalogue.js';
export { startJobs, type JobHandlers, type RunningJobs } from './start-jobs.js';
export { nextRunOf } from './next-run.js';
export { migrateJobs, type JobsPlace } from './backend.js';
