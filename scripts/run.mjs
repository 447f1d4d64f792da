// Kept to what every Node can read, so that an old one gets the sentence below and no syntax error.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Uphold needs Node.js 20.19 or newer; this is ${process.versions.node}. Install a newer one and try again.`,
  );
  process.exit(1);
}

const { runCommand } = await import('./commands.mjs');
process.exitCode = await runCommand(process.argv[2], process.argv.slice(3));
